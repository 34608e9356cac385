/// Why an archive cannot be read or written; each renders as a sentence for the person who owns the archive.
///
/// The sentence names the member or the path, never the archive itself: whoever reports it says which archive
/// it was.
public enum ArchiveError: Error, Hashable, Sendable {
    /// A member that nothing can be computed without.
    case missingMember(String)
    /// A benchmark that failed before it wrote a result; the text is what its marker says.
    case failedRun(String)
    /// Lines there are, but no request can be read from them.
    case noReadableRequest(brokenLines: Int)
    /// The metadata does not say what was measured.
    case noModel
    /// Neither the metadata nor any request says when it was measured.
    case noStartTime
    /// The system refused to read a file; the text is the system's.
    case unreadable(String, reason: String)
    /// A link, a pipe or a device where a file was expected.
    case notAFile(String)
    /// A member that is not what its name promises.
    case malformed(String, detail: String)
    /// Compressed or packed data that is damaged or cut short.
    case damaged(String, detail: String)
    /// A packed path that leads outside of the archive.
    case unsafePath(String)
    /// More unpacked bytes than the limit allows.
    case tooLarge(limit: Int)
    /// More members than the limit allows.
    case tooManyMembers(limit: Int)
    /// One file that packs more than one benchmark.
    case severalArchives
    /// A folder without anything to import.
    case nothingToImport
    /// A path that does not exist.
    case notFound(String)
    /// No space is left for the file.
    case diskFull(String)
    /// The system refused to write a file; the text is the system's.
    case unwritable(String, reason: String)
}

extension ArchiveError: CustomStringConvertible {
    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .missingMember(let name): "\(name) is missing"
        case .failedRun(let reason): "it holds no results; the benchmark failed: \(reason)"
        case .noReadableRequest(let lines):
            "results.jsonl holds no request that can be read, but \(lines) broken \(lines == 1 ? "line" : "lines")"
        case .noModel: "metadata.json names no model"
        case .noStartTime: "neither metadata.json nor a request says when it was measured"
        case .unreadable(let name, let reason): "\(name) cannot be read: \(reason)"
        case .notAFile(let name): "\(name) is no regular file; links are not followed"
        case .malformed(let name, let detail): "\(name) cannot be understood: \(detail)"
        case .damaged(let name, let detail): "\(name) is damaged: \(detail)"
        case .unsafePath(let path): "it packs the path '\(path)', which leads outside of it"
        case .tooLarge(let limit):
            "it is larger than \(limit / 1_000_000) MB unpacked, more than any benchmark writes"
        case .tooManyMembers(let limit): "it packs more than \(limit) members, more than any benchmark writes"
        case .severalArchives: "it packs more than one benchmark; unpack it and give the folder"
        case .nothingToImport: "nothing in it looks like a benchmark archive or a published summary"
        case .notFound(let path): "\(path) does not exist"
        case .diskFull(let path): "the disk is full: \(path) was not written; free some space and try again"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
