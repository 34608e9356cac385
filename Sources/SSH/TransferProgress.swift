/// How far one file has come.
public struct TransferProgress: Hashable, Sendable {
    /// Bytes that are safely on the other side, those of earlier tries included.
    public let bytesDone: Int64
    /// The size of the file.
    public let bytesTotal: Int64

    /// A point on the way.
    public init(bytesDone: Int64, bytesTotal: Int64) {
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
    }
}
