public import Foundation

/// What a session's user logs in with.
public struct KeyShape: Codable, Sendable {
    /// Whose machine it opens.
    public let session_id: String
    /// The private key in OpenSSH's form; absent when the caller brought a public key.
    public let ssh_private_key: String?
    /// Until when it can be asked for again.
    public let expires_at: Date?
}
