public import Domain

/// An attempt that cost something, and who pays for it.
public struct PaidAttempt: Sendable {
    /// Who pays.
    public let consumer: String
    /// Whether its session is over.
    public let isFinished: Bool
    /// The attempt; of its offer only what costs are cut by is read: provider, GPU and the price of traffic.
    public let attempt: Attempt
}
