public import Domain

/// What was asked, answered and seen in a session, in order.
public struct EventsShape: Codable, Sendable {
    /// Whose.
    public let session_id: String
    /// One entry each.
    public let events: [LedgerEntry]

    /// Joins both.
    public init(_ session: SessionID, _ events: [LedgerEntry]) {
        session_id = session.rawValue
        self.events = events
    }
}
