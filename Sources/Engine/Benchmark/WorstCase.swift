public import Domain
import Foundation

/// The most that one attempt can cost: every step takes its whole deadline.
public struct WorstCase: Hashable, Sendable {
    /// Seconds that would be billed.
    public let seconds: Double
    /// Rent for that time.
    public let rent: USD
    /// Traffic of the model's download.
    public let traffic: USD

    /// Everything.
    public var total: USD { rent + traffic }

    /// Adds up the deadlines that `SessionWorker` enforces.
    public init(offer: Offer, plan: SessionPlan, modelBytes: Double, deadlines: Deadlines) {
        let steps = deadlines.launch + deadlines.boot + deadlines.check + deadlines.collect + deadlines.ingest + deadlines.teardown
        seconds = (steps + Self.benchmark(offer: offer, plan: plan, modelBytes: modelBytes, deadlines: deadlines)).inSeconds
        rent = offer.pricePerHour.perHour(forSeconds: seconds)
        traffic = Self.traffic(offer: offer, modelBytes: modelBytes)
    }

    /// The model, and two GB for what else is fetched.
    static func traffic(offer: Offer, modelBytes: Double) -> USD {
        let gigabytes = (modelBytes / ByteUnits.bytesPerGB + 2).rounded(.up)
        return USD(micros: Int64(Int(saturating: Double(offer.downloadPricePerGB.micros) * gigabytes)))
    }

    /// The deadline of the `benchmarking` step: pull, load, measuring, and the script's own start and end.
    static func benchmark(offer: Offer, plan: SessionPlan, modelBytes: Double, deadlines: Deadlines) -> Duration {
        deadlines.pull(bytes: modelBytes, mbps: offer.downloadMbps) + .seconds(plan.durationSeconds) + .seconds(420)
    }
}
