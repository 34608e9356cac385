/// The algorithms both sides agreed on, by their names in the SSH protocol.
public struct NegotiatedMethods: Hashable, Sendable, Codable {
    /// Key exchange, for example `curve25519-sha256`.
    public let keyExchange: String
    /// The kind of the host's key, for example `ssh-ed25519`.
    public let hostKey: String
    /// The cipher from the host to us.
    public let cipher: String
    /// The message authentication code from the host to us.
    public let authenticationCode: String
    /// What the server calls itself, for example `SSH-2.0-OpenSSH_9.2p1`.
    public let serverBanner: String

    /// Records what a session agreed on.
    public init(
        keyExchange: String, hostKey: String, cipher: String, authenticationCode: String, serverBanner: String
    ) {
        self.keyExchange = keyExchange
        self.hostKey = hostKey
        self.cipher = cipher
        self.authenticationCode = authenticationCode
        self.serverBanner = serverBanner
    }
}
