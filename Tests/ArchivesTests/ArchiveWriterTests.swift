import Archives
import Foundation
import TestSupport
import Testing

struct ArchiveWriterTests {
    @Test func `what is packed reads as the same benchmark, and system tar lists it`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own([.failure: "{}"]), into: folder.url)
        for name in ["status.json", "heartbeat", "stop", ".hidden"] { try Data().write(to: archive.appending(path: name)) }
        try Data("log".utf8).write(to: archive.appending(path: "bench.log"))
        let packed = try ArchiveWriter().write(archive, to: folder.url.appending(path: "kept.tar.gz"))
        let contents = try ArchiveReader().read(packed.location)
        #expect(contents.contentHash == SampleArchive.own().contentHash)
        #expect(contents.members[.failure] != nil)
        #expect(try Data(contentsOf: packed.location).count == packed.size)
        let listing = try await Program.run("/bin/tar", ["-tzf", packed.location.path])
        #expect(listing.status == 0)
        #expect(
            listing.output.split(separator: "\n").map { String($0.split(separator: "/").last ?? "") }
                == ["bench.log", "failed.json", "gpu.csv", "metadata.json", "results.jsonl"])
    }

    @Test func `packing twice gives the same bytes`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own(), into: folder.url)
        let first = try ArchiveWriter().write(archive, to: folder.url.appending(path: "1.tar.gz"))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: archive.appending(path: "results.jsonl").path)
        let second = try ArchiveWriter().write(archive, to: folder.url.appending(path: "2.tar.gz"))
        #expect(first.sha256 == second.sha256)
    }

    @Test func `an archive that system tar packed is read`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own(), into: folder.url)
        // Long enough that some member paths need more than the 100 bytes of a plain header.
        let long = folder.url.appending(path: String(repeating: "long", count: 22))
        try FileManager.default.moveItem(at: archive, to: long)
        for format in ["gnu", "pax", "ustar"] {
            let file = folder.path("\(format).tar.gz")
            let packing = try await Program.run(
                "/bin/tar", ["--format=\(format)", "-czf", file, "-C", folder.url.path, long.lastPathComponent])
            #expect(packing.status == 0)
            #expect(try ArchiveReader().read(URL(filePath: file)).contentHash == SampleArchive.own().contentHash, "\(format)")
        }
    }

    @Test func `a full disk is named as such`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own(), into: folder.url)
        #expect(throws: ArchiveError.diskFull("/dev/full")) {
            try ArchiveWriter().write(archive, to: URL(filePath: "/dev/full"))
        }
    }

    @Test func `a failed write leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archive = try SampleArchive.write(SampleArchive.own(), into: folder.url)
        let narrow = ArchiveWriter(limits: ArchiveLimits(maximumBytes: 100, maximumMembers: 10))
        #expect(throws: ArchiveError.tooLarge(limit: 100)) {
            try narrow.write(archive, to: folder.url.appending(path: "kept.tar.gz"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [archive.lastPathComponent])
    }
}
