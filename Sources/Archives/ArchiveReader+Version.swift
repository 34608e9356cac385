import CZlib

extension ArchiveReader {
    /// The version of zlib in use, such as `1.2.13`.
    public static var libraryVersion: String {
        unsafe zlibVersion().map { unsafe String(cString: $0) } ?? "unknown"
    }
}
