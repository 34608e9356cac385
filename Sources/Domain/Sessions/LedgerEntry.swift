public import Foundation

/// One line of a session's ledger: what was asked, answered or seen, and when.
public struct LedgerEntry: Hashable, Sendable, Codable {
    /// When it happened.
    public let at: Date
    /// A short fixed word such as `launch_intended`, `destroy_requested`, `absent`.
    public let event: String
    /// One sentence for a person.
    public let detail: String

    /// Describes an entry.
    public init(at: Date, event: String, detail: String) {
        self.at = at
        self.event = event
        self.detail = detail
    }
}
