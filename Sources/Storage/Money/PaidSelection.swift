public import Domain
public import Foundation

/// Which of the machines that cost something are asked for.
public struct PaidSelection: Hashable, Sendable {
    /// From when on; what was over before is left out.
    public var from: Date
    /// Until when; what began later is left out.
    public var to: Date
    /// Only this consumer's.
    public var consumer: String?
    /// Only this session's.
    public var session: SessionID?
    /// Only this provider's.
    public var provider: ProviderID?
    /// Whether all attempts of unfinished sessions are wanted, whenever they were.
    var isUnfinishedWhole = false

    /// Describes a selection.
    public init(
        from: Date = .distantPast, to: Date, consumer: String? = nil, session: SessionID? = nil, provider: ProviderID? = nil
    ) {
        self.from = from
        self.to = to
        self.consumer = consumer
        self.session = session
        self.provider = provider
    }
}
