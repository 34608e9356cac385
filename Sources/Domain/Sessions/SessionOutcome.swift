/// How a session ended.
public enum SessionOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// It did what it was asked to.
    case succeeded
    /// It could not; the session's failure says why.
    case failed
    /// A user or a signal asked for the end.
    case cancelled
    /// Its deadline passed.
    case expired
}
