import Foundation

@testable import Archives

/// Tar files made by hand, harmful ones included.
enum TarBytes {
    struct Member {
        var path: String
        var content: [UInt8] = []
        var type: UInt8 = UInt8(ascii: "0")
    }

    static func file(_ members: [Member]) -> [UInt8] {
        var bytes: [UInt8] = []
        for member in members {
            var header = TarHeader(path: String(repeating: "x", count: 1), size: member.content.count).block() ?? []
            header.replaceSubrange(
                0..<100, with: Array(member.path.utf8.prefix(100)) + [UInt8](repeating: 0, count: max(0, 100 - member.path.utf8.count)))
            header[156] = member.type
            seal(&header)
            bytes += header + member.content
            bytes += [UInt8](repeating: 0, count: (512 - member.content.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    /// Writes the checksum anew.
    static func seal(_ header: inout [UInt8]) {
        for index in 148..<156 { header[index] = UInt8(ascii: " ") }
        let sum = header.reduce(0) { $0 + Int($1) }
        let digits = String(sum, radix: 8)
        let field = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
        header.replaceSubrange(148..<156, with: Array(field.utf8))
    }

    /// The members of an archive under a folder's name.
    static func members(_ contents: ArchiveContents, under folder: String) -> [Member] {
        contents.members.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            Member(path: "\(folder)\($0.key.rawValue)", content: $0.value)
        }
    }

    static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let output = GzipOutput() else { throw ArchiveError.unwritable("memory", reason: "none left") }
        return output.pack(bytes, finishing: true)
    }
}
