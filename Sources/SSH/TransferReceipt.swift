/// What a completed transfer did.
public struct TransferReceipt: Hashable, Sendable {
    /// The size of the file.
    public let size: Int64
    /// Bytes that were already on the other side and were not sent again.
    public let resumedFrom: Int64
    /// SHA-256 of our copy in lowercase hex, nil when no hash was asked for.
    public let sha256: String?
    /// What the comparison with the host's copy gave.
    public let hashCheck: HashCheck

    /// A receipt for a file of `size` bytes.
    public init(size: Int64, resumedFrom: Int64, sha256: String?, hashCheck: HashCheck) {
        self.size = size
        self.resumedFrom = resumedFrom
        self.sha256 = sha256
        self.hashCheck = hashCheck
    }
}
