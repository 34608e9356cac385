public import Domain

/// A page of a list of sessions.
public struct SessionPage: Sendable {
    /// The page's sessions, the newest first.
    public let sessions: [Session]
    /// Why those of them that were told to end were, by their ledgers.
    public let endReasons: [SessionID: String]
    /// How many sessions the filter lets through on all pages.
    public let total: Int
    /// Whether no session comes after it.
    public let isLast: Bool
}
