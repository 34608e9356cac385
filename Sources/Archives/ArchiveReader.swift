public import Foundation

/// Reads one benchmark archive: a folder with plain or `.gz` members, or one `.tar`, `.tar.gz` or `.tgz`
/// file.
///
/// Reads our layout and the reference's, files of the reference's script included. Unpacking is bounded by
/// the limits, stays in memory and never follows a link, so that a hostile archive can be neither a bomb nor
/// a way to other files.
public struct ArchiveReader: Sendable {
    private let limits: ArchiveLimits

    /// A reader that refuses what is larger than `limits`.
    public init(limits: ArchiveLimits = .standard) {
        self.limits = limits
    }

    /// Reads and unpacks all known members.
    ///
    /// Blocking file access; the whole archive is held in memory.
    public func read(_ archive: URL) throws(ArchiveError) -> ArchiveContents {
        try read(path: archive.path(percentEncoded: false))
    }

    func read(path: String) throws(ArchiveError) -> ArchiveContents {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        switch LocalFile.kind(path) {
        case .folder: return ArchiveContents(name: name, members: try folder(path))
        case .file: return ArchiveContents(name: name, members: try packed(path, name: name))
        case .other: throw .notAFile(name)
        case nil: throw .notFound(path)
        }
    }

    private func folder(_ path: String) throws(ArchiveError) -> [ArchiveMember: [UInt8]] {
        var members: [ArchiveMember: [UInt8]] = [:]
        var left = limits.maximumBytes
        for member in ArchiveMember.allCases {
            guard let bytes = try firstFile(of: member, in: path, left: left) else { continue }
            left -= bytes.count
            members[member] = bytes
        }
        return members
    }

    private func firstFile(
        of member: ArchiveMember, in folder: String, left: Int
    ) throws(ArchiveError) -> [UInt8]? {
        for name in member.fileNames {
            if let bytes = try LocalFile.read(
                "\(folder)/\(name)", name: name, limit: left, tooLarge: tooLarge)
            {
                return bytes
            }
            let compressed = "\(name).gz"
            if let bytes = try LocalFile.read(
                "\(folder)/\(compressed)", name: compressed, limit: left, tooLarge: tooLarge)
            {
                return try GzipInput.unpack(bytes, name: compressed, limit: left, tooLarge: tooLarge)
            }
        }
        return nil
    }

    private var tooLarge: ArchiveError { .tooLarge(limit: limits.maximumBytes) }

    private func packed(_ path: String, name: String) throws(ArchiveError) -> [ArchiveMember: [UInt8]] {
        let limit = limits.maximumBytes
        guard
            var bytes = try LocalFile.read(
                path, name: name, limit: limit, tooLarge: tooLarge, followingLinks: true)
        else { throw .notFound(path) }
        if GzipInput.looksCompressed(bytes) {
            bytes = try GzipInput.unpack(bytes, name: name, limit: limit, tooLarge: tooLarge)
        }
        var tar = TarReader(bytes, name: name, maximumMembers: limits.maximumMembers)
        var found: [Found] = []
        while let entry = try tar.next() {
            guard let file = Found(entry) else { continue }
            guard entry.isFile else { throw .notAFile(entry.path) }
            found.append(file)
        }
        return try members(found, of: bytes)
    }

    /// Only the folder that holds the results counts, or a failed run's marker; other files may lie beside it.
    private func members(_ found: [Found], of bytes: [UInt8]) throws(ArchiveError) -> [ArchiveMember: [UInt8]] {
        var folders = Set(found.filter { $0.member == .results || $0.member == .metadata }.map(\.folder))
        if folders.isEmpty {
            folders = Set(found.filter { $0.member == .failure || $0.member == .referenceFailure }.map(\.folder))
        }
        guard folders.count < 2 else { throw .severalArchives }
        guard let folder = folders.first else { throw .missingMember(ArchiveMember.results.rawValue) }
        var chosen: [ArchiveMember: Found] = [:]
        // Of the same path packed twice the later one counts, as it does when a tar file is unpacked.
        for file in found where file.folder == folder && file.rank <= chosen[file.member]?.rank ?? .max {
            chosen[file.member] = file
        }
        var members: [ArchiveMember: [UInt8]] = [:]
        var left = limits.maximumBytes
        for file in chosen.values {
            let raw = Array(bytes[file.range])
            let unpacked =
                file.isCompressed
                ? try GzipInput.unpack(raw, name: file.name, limit: left, tooLarge: tooLarge) : raw
            left -= unpacked.count
            guard left >= 0 else { throw tooLarge }
            members[file.member] = unpacked
        }
        return members
    }
}

extension ArchiveReader {
    /// A known member inside a packed archive.
    private struct Found {
        let member: ArchiveMember
        let isCompressed: Bool
        let rank: Int
        let folder: String
        let name: String
        let range: Range<Int>

        init?(_ entry: TarReader.Entry) {
            let parts = entry.path.split(separator: "/").filter { $0 != "." }
            guard let last = parts.last, let known = ArchiveMember.named(String(last)) else { return nil }
            (member, isCompressed, rank) = known
            name = String(last)
            folder = parts.dropLast().joined(separator: "/")
            range = entry.range
        }
    }
}
