public import Foundation

/// Somebody wants a session to end: written into its row beside whoever drives it, who obeys at the next turn.
///
/// The first wish stands; a session that is wished away is never wished back.
public struct EndWish: Hashable, Sendable, Codable {
    /// How the session is to count.
    public let outcome: SessionOutcome
    /// One sentence on who wants it, and why.
    public let reason: String
    /// What goes into the session's error, when something went wrong.
    public let failure: SessionFailure?
    /// When it was wished.
    public let at: Date

    /// Describes a wish.
    public init(outcome: SessionOutcome, reason: String, failure: SessionFailure? = nil, at: Date) {
        self.outcome = outcome
        self.reason = reason
        self.failure = failure
        self.at = at
    }
}
