/// What a job costs in all: rent while nothing is generated yet, traffic and failed tries included.
public struct WholeBill: Hashable, Sendable {
    /// Minutes until the machine is up.
    public let bootMinutes: Double
    /// Minutes to pull the model at the offer's link.
    public let pullMinutes: Double
    /// Minutes to load it.
    public let loadMinutes: Double
    /// Hours of generating.
    public let workHours: Double
    /// Tokens generated.
    public let tokens: Double
    /// Link used, megabit per second.
    public let downloadMbps: Double
    /// Whether the link is an assumption.
    public let isLinkAssumed: Bool
    /// Rent for a try that works, dollars.
    public let rentDollars: Double
    /// Price of pulling the model, dollars.
    public let trafficDollars: Double
    /// Expected price of tries that fail, dollars.
    public let riskDollars: Double

    /// Everything.
    public var totalDollars: Double { rentDollars + trafficDollars + riskDollars }

    /// Hours from launch to the end of the job.
    public var totalHours: Double { (bootMinutes + pullMinutes + loadMinutes) / 60 + workHours }

    /// Everything, for a million tokens of the job.
    public var dollarsPerMillionTokens: Double { tokens > 0 ? totalDollars / tokens * 1_000_000 : .infinity }

    /// The bill in words.
    var sentence: String {
        let link = (isLinkAssumed ? "an assumed " : "") + "\(Figure.fixed(downloadMbps, 0)) Mbit/s"
        return "whole bill $\(Figure.fixed(totalDollars, 3)) for \(Figure.fixed(workHours, 1)) h: rent \(Figure.fixed(rentDollars, 3)) "
            + "with \(Figure.fixed(bootMinutes, 0)) min boot and \(Figure.fixed(pullMinutes, 1)) min pull at \(link), "
            + "traffic \(Figure.fixed(trafficDollars, 3)), risk of failed tries \(Figure.fixed(riskDollars, 3))"
    }
}
