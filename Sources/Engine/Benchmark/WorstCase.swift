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
        let boot = deadlines.boot(of: offer, image: LaunchingStep.image)
        let steps = deadlines.launch + boot + deadlines.check + deadlines.collect + deadlines.ingest + deadlines.teardown
        seconds = (steps + Self.benchmark(offer: offer, plan: plan, modelBytes: modelBytes, deadlines: deadlines)).inSeconds
        rent = offer.pricePerHour.perHour(forSeconds: seconds)
        traffic = Self.traffic(offer: offer, modelBytes: modelBytes)
    }

    /// The most that a rental of this offer until `end` can cost: what is left of the reservation, and the machine's end.
    init(renting offer: Offer, until end: Date, from now: Date, deadlines: Deadlines) {
        seconds = max(0, end.timeIntervalSince(now)) + Self.rentalOverhead(deadlines).inSeconds
        rent = offer.pricePerHour.perHour(forSeconds: seconds)
        traffic = .zero
    }

    /// What a rented machine may be billed beyond its reservation: the time to notice that it is over, and to prove it gone.
    static func rentalOverhead(_ deadlines: Deadlines) -> Duration {
        deadlines.launch + deadlines.rowPoll + deadlines.teardown + .seconds(60)
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
