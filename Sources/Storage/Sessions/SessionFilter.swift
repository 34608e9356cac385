public import Domain
public import Foundation

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
    /// Only those after this one in the list: when it was created, and its id.
    public var after: (createdAt: Date, id: SessionID)? {
        get { mark.map { ($0.createdAt, $0.id) } }
        set { mark = newValue.map { Mark(createdAt: $0.createdAt, id: $0.id) } }
    }
    /// The most that a page holds.
    public var limit: Int
    /// How many are left out before it.
    public var offset: Int

    private var mark: Mark?

    private struct Mark: Hashable {
        let createdAt: Date
        let id: SessionID
    }

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
