/// A session that still has something to do, by name alone.
public struct UnfinishedSession: Hashable, Sendable {
    /// The session.
    public let id: SessionID
    /// Whether its user works on its machine and nothing says that it must end: then nothing about it is urgent.
    public let isInUse: Bool

    /// Joins both.
    public init(id: SessionID, isInUse: Bool) {
        self.id = id
        self.isInUse = isInUse
    }
}
