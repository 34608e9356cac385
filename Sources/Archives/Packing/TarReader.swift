/// Walks the members of an unpacked tar file without writing anything anywhere.
///
/// Understands ustar, GNU long names and the paths of pax headers. A path that is absolute or climbs out is
/// refused even for members that are ignored: such a file was made to harm.
struct TarReader {
    struct Entry {
        let path: String
        let isFile: Bool
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private let name: String
    private let maximumMembers: Int
    private var position = 0
    private var members = 0

    init(_ bytes: [UInt8], name: String, maximumMembers: Int) {
        self.bytes = bytes
        self.name = name
        self.maximumMembers = maximumMembers
    }

    /// The next file, link or device; folders are passed over, nil at the end.
    mutating func next() throws(ArchiveError) -> Entry? {
        var longPath: String?
        while let header = try nextHeader() {
            let start = position
            guard header.size <= bytes.count - start else {
                throw .damaged(name, detail: "it ends inside of a member")
            }
            let range = start..<(start + header.size)
            position = min(
                bytes.count,
                start + (header.size + TarHeader.blockSize - 1) / TarHeader.blockSize * TarHeader.blockSize)
            members += 1
            guard members <= maximumMembers else { throw .tooManyMembers(limit: maximumMembers) }
            switch header.kind {
            case .longName: longPath = String(decoding: bytes[range].prefix { $0 != 0 }, as: UTF8.self)
            case .extended: longPath = PaxRecords.path(bytes[range]) ?? longPath
            case .skipped: continue
            case .folder, .file, .other:
                let path = try Self.checked(longPath ?? header.path)
                longPath = nil
                if header.kind == .folder { continue }
                return Entry(path: path, isFile: header.kind == .file, range: range)
            }
        }
        return nil
    }

    private mutating func nextHeader() throws(ArchiveError) -> TarHeader? {
        guard position + TarHeader.blockSize <= bytes.count else {
            guard position == bytes.count, members > 0 else {
                throw .damaged(name, detail: "it is no whole tar file")
            }
            return nil
        }
        let block = bytes[position..<(position + TarHeader.blockSize)]
        if block.allSatisfy({ $0 == 0 }) { return nil }
        guard let header = TarHeader(Array(block)) else {
            throw .damaged(name, detail: "it holds no tar header where one must be")
        }
        position += TarHeader.blockSize
        return header
    }

    private static func checked(_ path: String) throws(ArchiveError) -> String {
        let climbs = path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
        guard !path.isEmpty, !path.hasPrefix("/"), !climbs, !path.contains("\\"), !path.contains("\0") else {
            throw .unsafePath(path)
        }
        return path
    }
}
