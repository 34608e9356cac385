public import Foundation

/// A written `.tar.gz`.
public struct PackedArchive: Hashable, Sendable {
    /// Where it lies.
    public let location: URL
    /// Bytes of the packed file.
    public let size: Int
    /// SHA-256 of the packed file, hexadecimal; not the content hash, which does not depend on the packing.
    public let sha256: String
}
