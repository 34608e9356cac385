/// A session that was opened; the key is shown this once and kept nowhere.
public struct OpenedShape: Codable, Sendable {
    /// The session.
    public let session: SessionShape
    /// The key to log in with, in OpenSSH's form; absent when the caller brought one.
    public let ssh_private_key: String?
}
