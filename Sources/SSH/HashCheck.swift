/// How far the content of a moved file has been proven.
public enum HashCheck: Hashable, Sendable {
    /// Both ends have the same SHA-256.
    case matched
    /// The caller did not ask.
    case skipped
    /// The host could not hash its copy; the sizes agree and the note says why there is no more.
    case unavailable(note: String)
}
