import Archives
import Foundation
import TestSupport
import Testing

struct ScanTests {
    private func folder(_ body: (URL) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try body(folder.url)
    }

    private func write(_ path: String, in folder: URL) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: file)
    }

    private func names(_ folder: URL) -> [String] { ArchiveScan([folder]).items.map(\.location.lastPathComponent) }

    @Test(arguments: ["gpu.csv", "failed.json", "ps.jsonl", "benchmark_failed"])
    func `a stray file does not hide the archives beside it`(stray: String) throws {
        try folder { root in
            try ArchiveGenerator(requests: 3, samples: 2).write(2, into: root)
            try write(stray, in: root)
            #expect(names(root) == ["benchmark_00000", "benchmark_00001"])
        }
    }

    @Test(arguments: ["benchmark_failed", "gpu.csv", "results.jsonl", "old.tar"])
    func `a folder under a member's name hides nothing and is looked into`(name: String) throws {
        try folder { root in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: root)
            try ArchiveGenerator(requests: 3, samples: 2, seed: 2).write(2, into: root.appending(path: name))
            #expect(names(root).sorted() == ["benchmark_00000", "benchmark_00000", "benchmark_00001"])
        }
    }

    @Test func `a folder of archives may have the name of an archive`() throws {
        try folder { root in
            let shelf = root.appending(path: "benchmark_shelf")
            try ArchiveGenerator(requests: 3, samples: 2).write(2, into: shelf)
            #expect(names(root) == ["benchmark_00000", "benchmark_00001"])
        }
    }

    @Test func `a run that broke early is found by what it left`() throws {
        try folder { root in
            try write("some run/failed.json", in: root)
            try write("rented/rental.json", in: root)
            try FileManager.default.createDirectory(
                at: root.appending(path: "benchmark_empty"), withIntermediateDirectories: true)
            #expect(names(root) == ["benchmark_empty", "some run"])
        }
    }

    /// A file that is there, can be opened and not be read, whoever asks.
    private func writeUnreadable(_ path: String, in folder: URL) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: path).path, withDestinationPath: "/proc/self/mem")
    }

    @Test func `a summary that cannot be read is named, not passed over`() throws {
        try folder { root in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: root)
            try writeUnreadable("published.json", in: root)
            let file = root.appending(path: "published.json")
            for scan in [ArchiveScan([root]), ArchiveScan([file])] {
                #expect(scan.skipped.map(\.archive) == [file.path] && scan.skipped.allSatisfy(\.isUnreadable))
                #expect(scan.skipped.first?.reason.hasPrefix("\(file.path) cannot be read: ") == true)
            }
            #expect(names(root) == ["benchmark_00000"])
        }
    }

    @Test(arguments: ["results.jsonl", "metadata.json.gz", "benchmark_results.jsonl"])
    func `an archive's own sub-folders are no archives`(member: String) throws {
        try folder { root in
            try write("run/\(member)", in: root)
            try write("run/backup/results.jsonl", in: root)
            #expect(names(root) == ["run"])
        }
    }
}
