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
    /// The request of the HTTP API that it came with; `nil` for one that no request brought.
    public let requestID: String?

    /// Describes a wish.
    public init(outcome: SessionOutcome, reason: String, failure: SessionFailure? = nil, at: Date, requestID: String? = nil) {
        self.outcome = outcome
        self.reason = reason
        self.failure = failure
        self.at = at
        self.requestID = requestID
    }
}
