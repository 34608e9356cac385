public import Domain

/// Which sessions a list is to show, and which page of it.
public struct SessionFilter: Hashable, Sendable {
    /// Only this consumer's.
    public var consumer: String?
    /// Only those that clients see like this.
    public var status: SessionStatus?
    /// Only those whose last machine, or first wish, is this provider's.
    public var provider: ProviderID?
    /// Only those whose id begins so.
    public var idPrefix: String?
    /// The most that a page holds.
    public var limit: Int
    /// How many are left out before it.
    public var offset: Int

    /// All of them, the latest hundred first.
    public init(
        consumer: String? = nil, status: SessionStatus? = nil, provider: ProviderID? = nil, idPrefix: String? = nil, limit: Int = 100,
        offset: Int = 0
    ) {
        self.consumer = consumer
        self.status = status
        self.provider = provider
        self.idPrefix = idPrefix
        self.limit = limit
        self.offset = offset
    }
}
