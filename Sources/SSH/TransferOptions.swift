/// How a file is moved.
public struct TransferOptions: Hashable, Sendable {
    /// Whether the SHA-256 of both ends is compared (one more pass over the file on the host).
    public var checksHash: Bool
    /// How long no byte may move before the transfer counts as timed out.
    public var stallTimeout: Duration
    /// How long the host may take to hash its copy.
    public var hashTimeout: Duration
    /// Bytes per block.
    ///
    /// libssh2 keeps about four in flight: small ones leave a long line idle, large ones
    /// cost copying, and what is in flight at a cut is fetched again.
    public var blockSize: Int

    /// Options with defaults that fit files of gigabytes over slow lines.
    public init(
        checksHash: Bool = true, stallTimeout: Duration = .seconds(60), hashTimeout: Duration = .seconds(900),
        blockSize: Int = 1 << 20
    ) {
        self.checksHash = checksHash
        self.stallTimeout = stallTimeout
        self.hashTimeout = hashTimeout
        self.blockSize = blockSize
    }
}
