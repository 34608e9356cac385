/// The part of the work with a host during which time ran out.
public enum SSHPhase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waiting for TCP to connect.
    case connect
    /// Banner and key exchange.
    case handshake
    /// Offering the key.
    case authentication
    /// Running a command.
    case command
    /// Moving bytes or asking about files over SFTP.
    case transfer
}
