/// Why this machine would not do what was asked of a file.
public enum LocalFileProblem: Hashable, Sendable {
    /// No such file, or no such directory to put it in.
    case noSuchFile
    /// We may not read or write there.
    case permissionDenied
    /// The disk is full, the quota is used up, or the file-size limit is reached.
    case noSpace
    /// Anything else, in the words of the system.
    case other(String)

    var sentence: String {
        switch self {
        case .noSuchFile: "no such file or directory here"
        case .permissionDenied: "permission denied on this machine"
        case .noSpace: "the disk of this machine is full"
        case .other(let words): words
        }
    }
}
