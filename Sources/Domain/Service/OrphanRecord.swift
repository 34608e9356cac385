public import Foundation

/// A machine of ours that no session knew: found, ended, paid for.
public struct OrphanRecord: Hashable, Sendable {
    /// The machine.
    public let instance: InstanceID
    /// What it carried.
    public let label: String
    /// The session that the label names, when its row exists.
    public let session: SessionID?
    /// The GPU as its provider prints it.
    public let gpuName: String?
    /// What it cost an hour.
    public let pricePerHour: USD
    /// From when it was billed, by its provider; when that says nothing, from when we saw it.
    public let billedFrom: Date
    /// When we saw it first.
    public let foundAt: Date
    /// When it was proved gone.
    public var endedAt: Date?

    /// Describes an orphan.
    public init(
        instance: InstanceID, label: String, session: SessionID?, gpuName: String?, pricePerHour: USD, billedFrom: Date, foundAt: Date,
        endedAt: Date? = nil
    ) {
        self.instance = instance
        self.label = label
        self.session = session
        self.gpuName = gpuName
        self.pricePerHour = pricePerHour
        self.billedFrom = billedFrom
        self.foundAt = foundAt
        self.endedAt = endedAt
    }

    /// The consumer that orphans without a session's row are put down to.
    public static let consumer = "(orphans)"

    /// What it cost up to `date`.
    public func accrued(at date: Date) -> USD {
        pricePerHour.perHour(forSeconds: min(date, endedAt ?? date).timeIntervalSince(billedFrom))
    }
}
