public import Advice

/// A session that was opened.
public struct OpenedShape: Codable, Sendable {
    /// The session.
    public let session: SessionShape
    /// The key to log in with, in OpenSSH's form; absent when the caller brought one, or when it is not kept any more.
    public let ssh_private_key: String?
    /// Why its offer was taken, where a model was named.
    public let recommendation: Recommendation?
}
