public import Domain

/// What one session has cost so far, or in all once it is over.
public struct SessionCost: Hashable, Sendable, Codable {
    /// The session.
    public let session: SessionID
    /// All attempts, and orphans under its label.
    public let total: USD
    /// Always `USD`.
    public let currency: String

    init(session: SessionID, total: USD) {
        self.session = session
        self.total = total
        currency = "USD"
    }

    enum CodingKeys: String, CodingKey {
        case currency
        case session = "session_id"
        case total = "total_cost"
    }
}
