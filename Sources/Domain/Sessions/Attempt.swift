public import Foundation

/// One machine, or one try for a machine, of a session.
public struct Attempt: Hashable, Sendable {
    /// Whose attempt.
    public let session: SessionID
    /// 1 for the first.
    public let ordinal: Int
    /// The offer as it was when it was taken.
    public var offer: Offer
    /// The label on the machine.
    public let label: String
    /// When the launch was about to be made.
    public let intendedAt: Date
    /// When the provider accepted; billing is counted from here.
    public var acceptedAt: Date?
    /// The machine; never erased once known.
    public var instance: InstanceID?
    /// The price really charged, disk included; the offer's until the provider says.
    public var pricePerHour: USD
    /// Where the machine answers SSH.
    public var ssh: SSHAddress?
    /// The host key pinned at the first connection.
    public var hostKeyFingerprint: String?
    /// When we first asked for the machine's end.
    public var endRequestedAt: Date?
    /// When the provider, asked by id, said that it does not know the machine.
    public var absentAt: [Date]
    /// When absence was confirmed, or that nothing had been created.
    public var closedAt: Date?
    /// What the attempt cost; final once closed.
    public var cost: USD
    /// Why it failed.
    public var failure: SessionFailure?

    /// A fresh attempt, about to be launched.
    public init(session: SessionID, ordinal: Int, offer: Offer, label: String, intendedAt: Date) {
        self.session = session
        self.ordinal = ordinal
        self.offer = offer
        self.label = label
        self.intendedAt = intendedAt
        pricePerHour = offer.pricePerHour
        absentAt = []
        cost = .zero
    }

    /// The charge up to `date`: from acceptance to confirmed absence, by the second, at the true price.
    ///
    /// An attempt with a machine but no recorded acceptance (its answer was lost) is charged from the intent.
    public func accrued(at date: Date) -> USD {
        guard let start = acceptedAt ?? (instance == nil ? nil : intendedAt) else { return .zero }
        return pricePerHour.perHour(forSeconds: (closedAt ?? date).timeIntervalSince(start))
    }
}
