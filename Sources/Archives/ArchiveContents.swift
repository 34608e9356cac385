import Crypto
import Foundation

/// The members of one archive, unpacked.
public struct ArchiveContents: Sendable {
    /// The folder's or the file's own name.
    public let name: String
    /// The bytes of every member that was found.
    public let members: [ArchiveMember: [UInt8]]

    /// Joins members that come from anywhere.
    public init(name: String, members: [ArchiveMember: [UInt8]]) {
        self.name = name
        self.members = members
    }

    /// SHA-256 over the members that identify a benchmark, hexadecimal.
    ///
    /// Covers name, length and uncompressed bytes, so that a folder, its compressed members and its `.tar.gz`
    /// agree.
    public var contentHash: String {
        var hash = SHA256()
        for member in ArchiveMember.identifying {
            guard let bytes = members[member] else { continue }
            hash.update(data: Array("\(member.rawValue)\n\(bytes.count)\n".utf8))
            hash.update(data: bytes)
        }
        return Hexadecimal.text(hash.finalize())
    }

    /// The bytes of `results.jsonl`; where there is none, a marker of failure says why.
    func results() throws(ArchiveError) -> [UInt8] {
        if let bytes = members[.results] { return bytes }
        if let reason = FailureMarker.reason(self) { throw .failedRun(reason) }
        throw .missingMember(ArchiveMember.results.rawValue)
    }
}
