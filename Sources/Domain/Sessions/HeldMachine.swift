public import Foundation

/// One attempt of an unfinished session, as far as the comparison with a provider's list needs it.
public struct HeldMachine: Hashable, Sendable {
    /// Whose attempt.
    public let session: SessionID
    /// Where that session stands.
    public let step: SessionStep
    /// Its number in the session.
    public let ordinal: Int
    /// The label that the session's machines carry.
    public let label: String
    /// Who rents it.
    public let provider: ProviderID
    /// The machine, once known.
    public let instance: InstanceID?
    /// When its launch was about to be made.
    public let intendedAt: Date
    /// Whether its machine was proved gone, or never came to be.
    public let isClosed: Bool
    /// The price on record.
    public let pricePerHour: USD
    /// Whether it is the session's attempt under way.
    public let isCurrent: Bool

    /// Describes an attempt.
    public init(
        session: SessionID, step: SessionStep, ordinal: Int, label: String, provider: ProviderID, instance: InstanceID?,
        intendedAt: Date, isClosed: Bool, pricePerHour: USD, isCurrent: Bool
    ) {
        self.session = session
        self.step = step
        self.ordinal = ordinal
        self.label = label
        self.provider = provider
        self.instance = instance
        self.intendedAt = intendedAt
        self.isClosed = isClosed
        self.pricePerHour = pricePerHour
        self.isCurrent = isCurrent
    }
}
