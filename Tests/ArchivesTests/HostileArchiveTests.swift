import Foundation
import TestSupport
import Testing

@testable import Archives

struct HostileArchiveTests {
    @Test(arguments: ["../results.jsonl", "/etc/results.jsonl", "a/../../results.jsonl", "..", "a/..", "..\\results.jsonl"])
    func `a path that leads outside refuses the whole file`(path: String) throws {
        let evil = TarBytes.Member(path: path, content: [1])
        let tar = TarBytes.file([evil] + TarBytes.members(SampleArchive.own(), under: "b/"))
        #expect(throws: ArchiveError.unsafePath(path)) { try read(tar) }
    }

    @Test func `long names cannot smuggle a path in`() throws {
        let long = TarBytes.Member(path: "././@LongLink", content: Array("../../x\0".utf8), type: UInt8(ascii: "L"))
        #expect(throws: ArchiveError.unsafePath("../../x")) { try read(TarBytes.file([long, .init(path: "harmless")])) }
        let pax = TarBytes.Member(path: "h", content: Array("15 path=/etc/x\n".utf8), type: UInt8(ascii: "x"))
        #expect(throws: ArchiveError.unsafePath("/etc/x")) { try read(TarBytes.file([pax, .init(path: "harmless")])) }
    }

    @Test(arguments: [UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "6")])
    func `links and devices are never followed`(type: UInt8) throws {
        let link = TarBytes.Member(path: "b/results.jsonl", type: type)
        #expect(throws: ArchiveError.notAFile("b/results.jsonl")) { try read(TarBytes.file([link])) }
        let harmless = TarBytes.Member(path: "b/other", type: type)
        let tar = TarBytes.file([harmless] + TarBytes.members(SampleArchive.own(), under: "b/"))
        #expect(try read(tar).contentHash == SampleArchive.own().contentHash)
    }

    @Test func `a link in a folder is not followed`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own([.results: nil]), into: folder.url)
        try FileManager.default.createSymbolicLink(
            at: archive.appending(path: "results.jsonl"), withDestinationURL: URL(filePath: "/etc/hostname"))
        #expect(throws: ArchiveError.notAFile("results.jsonl")) { try ArchiveReader().read(archive) }
    }

    @Test func `a bomb is cut off at the limit, in a member and as a whole`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own([.results: nil]), into: folder.url)
        try GzipBytes.expandingZeros(about: 50_000_000).write(to: archive.appending(path: "results.jsonl.gz"))
        let reader = ArchiveReader(limits: ArchiveLimits(maximumBytes: 1_000_000, maximumMembers: 10))
        #expect(throws: ArchiveError.tooLarge(limit: 1_000_000)) { try reader.read(archive) }
        let file = folder.url.appending(path: "bomb.tar.gz")
        try GzipBytes.expandingZeros(about: 50_000_000).write(to: file)
        #expect(throws: ArchiveError.tooLarge(limit: 1_000_000)) { try reader.read(file) }
        let members = (0..<11).map { TarBytes.Member(path: "m\($0)") }
        #expect(throws: ArchiveError.tooManyMembers(limit: 10)) { try read(TarBytes.file(members), with: reader) }
    }

    @Test func `data cut short is told from data that is there`() throws {
        let whole = try TarBytes.gzip(TarBytes.file(TarBytes.members(SampleArchive.own(), under: "b/")))
        for length in [whole.count - 1, whole.count - 8, whole.count / 2, 20, 3] {
            #expect(throws: ArchiveError.damaged("a.tar.gz", detail: "its gzip data ends too early"), "\(length)") {
                try read(Array(whole[..<length]))
            }
        }
        var flipped = whole
        flipped[whole.count / 2] ^= 0x55
        #expect(throws: ArchiveError.self) { try read(flipped) }
        #expect(throws: ArchiveError.self) { try read(Array("no archive at all".utf8)) }
        #expect(throws: ArchiveError.self) { try read([]) }
    }

    @Test func `a tar cut inside of a member is damaged`() throws {
        let whole = TarBytes.file(TarBytes.members(SampleArchive.own(), under: "b/"))
        for length in [600, 700, 2000] { #expect(throws: ArchiveError.self) { try read(Array(whole[..<length])) } }
    }

    @Test(arguments: [UInt64(21), 22, 23])
    func `random damage never crashes the reader`(seed: UInt64) throws {
        let whole = TarBytes.file(TarBytes.members(SampleArchive.own(), under: "b/"))
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0..<4 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
            if case .success(let contents) = Result(catching: { try read(bytes) }) { _ = try? SampleArchive.parse(contents) }
        }
    }

    @Test func `a file that packs two benchmarks is refused`() throws {
        let members = TarBytes.members(SampleArchive.own(), under: "a/") + TarBytes.members(SampleArchive.own(), under: "b/")
        #expect(throws: ArchiveError.severalArchives) { try read(TarBytes.file(members)) }
    }

    private func read(_ bytes: [UInt8], with reader: ArchiveReader = ArchiveReader()) throws -> ArchiveContents {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.url.appending(path: "a.tar.gz")
        try Data(bytes).write(to: file)
        return try reader.read(file)
    }
}
