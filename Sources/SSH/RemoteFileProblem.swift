/// Why the host would not do what was asked of a file.
public enum RemoteFileProblem: Hashable, Sendable {
    /// No such file or directory.
    case noSuchFile
    /// The login user may not do this.
    case permissionDenied
    /// The file system of the host is full or the quota is used up.
    case noSpace
    /// A directory where a file was expected.
    case isDirectory
    /// A file where a directory was expected.
    case notDirectory
    /// The directory still has entries.
    case notEmpty
    /// Larger than the caller accepts, in bytes.
    case tooLarge(size: Int64, limit: Int64)
    /// Anything else, in the words of the server or of libssh2.
    case other(String)

    var sentence: String {
        switch self {
        case .noSuchFile: "there is no such file on the host"
        case .permissionDenied: "the login user may not do that on the host"
        case .noSpace: "the disk of the host is full"
        case .isDirectory: "it is a directory"
        case .notDirectory: "it is not a directory"
        case .notEmpty: "the directory is not empty"
        case .tooLarge(let size, let limit): "it has \(size) bytes and at most \(limit) are accepted"
        case .other(let words): words
        }
    }
}
