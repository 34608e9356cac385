import Archives
import Domain
import Foundation
import TestSupport
import Testing

struct ImportingTests {
    @Test func `a folder of archives gives all of them in the order of their names`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try ArchiveGenerator(requests: 3, samples: 2).write(3, into: folder.url)
        let named = folder.url.appending(path: "another name")
        try FileManager.default.moveItem(at: folder.url.appending(path: "benchmark_00001"), to: named)
        _ = try ArchiveWriter().write(named, to: folder.url.appending(path: "packed.tar.gz"))
        try FileManager.default.createDirectory(at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
        try Data("hello".utf8).write(to: folder.url.appending(path: "notes.txt"))
        try Data("{}".utf8).write(to: folder.url.appending(path: "other.json"))
        let scan = ArchiveScan([folder.url])
        #expect(scan.items.map(\.location.lastPathComponent) == ["another name", "benchmark_00000", "benchmark_00002", "packed.tar.gz"])
        #expect(scan.skipped.isEmpty)
    }

    @Test func `a folder named twice is found once, and one archive may be named itself`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archives = try ArchiveGenerator(requests: 3, samples: 2).write(2, into: folder.url).folders
        #expect(ArchiveScan([folder.url, archives[1], folder.url]).items.count == 2)
        #expect(ArchiveScan([archives[1]]).items.map(\.location.lastPathComponent) == ["benchmark_00001"])
    }

    @Test func `what holds nothing is named with the reason`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let nothing = folder.url.appending(path: "nothing")
        try FileManager.default.createDirectory(at: nothing, withIntermediateDirectories: true)
        let scan = ArchiveScan([nothing, folder.url.appending(path: "absent")])
        #expect(scan.items.isEmpty)
        #expect(scan.skipped.map(\.archive) == [nothing.path, folder.path("absent")])
        #expect(
            scan.skipped.map(\.reason) == [
                "nothing in it looks like a benchmark archive or a published summary", "\(folder.path("absent")) does not exist",
            ])
    }

    @Test func `many archives are delivered in order, the broken ones named`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let archives = try ArchiveGenerator(requests: 5, samples: 3, seed: 7).write(100, into: folder.url).folders
        try FileManager.default.removeItem(at: archives[40].appending(path: "results.jsonl"))
        let line = try FileHandle(forWritingTo: archives[41].appending(path: "results.jsonl"))
        try line.seekToEnd()
        try line.write(contentsOf: Data("{\"t\":1".utf8))
        try line.close()
        var results: [BenchmarkResult] = []
        var report = ArchiveImport()
        try await ArchiveLoading(origin: ResultOrigin(source: .imported)).load(ArchiveScan([folder.url]).items) { batch in
            results += batch.results
            report.skipped += batch.skipped
            report.brokenLines += batch.results.compactMap(\.results.brokenLines).reduce(0, +)
        }
        #expect(results.count == 99 && Set(results.map(\.id)).count == 99)
        #expect(results.map(\.timestamp) == results.map(\.timestamp).sorted())
        #expect(results.allSatisfy { $0.verdict == .valid && $0.results.totalRequests == 5 })
        #expect(report.skipped == [.init(archive: archives[40].path, reason: "results.jsonl is missing")])
        #expect(report.brokenLines == 1)
    }

    @Test func `an error while delivering stops the rest`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try ArchiveGenerator(requests: 3, samples: 2).write(40, into: folder.url)
        var batches = 0
        await #expect(throws: CancellationError.self) {
            try await ArchiveLoading(origin: ResultOrigin(source: .imported)).load(ArchiveScan([folder.url]).items) { _ in
                batches += 1
                throw CancellationError()
            }
        }
        #expect(batches == 1)
    }

    @Test func `generated archives repeat with their seed and differ without`() throws {
        let generator = ArchiveGenerator(requests: 4, samples: 2, seed: 3)
        #expect(generator.files(of: 5) == ArchiveGenerator(requests: 4, samples: 2, seed: 3).files(of: 5))
        #expect(generator.files(of: 5) != generator.files(of: 6))
        #expect(generator.files(of: 5) != ArchiveGenerator(requests: 4, samples: 2, seed: 4).files(of: 5))
    }

    @Test func `the report has the promised keys`() throws {
        let report = ArchiveImport(imported: 1, alreadyPresent: 2, skipped: [.init(archive: "a", reason: "b")], brokenLines: 3)
        let text = String(decoding: try ProductJSON.encoder().encode(report), as: UTF8.self)
        #expect(text == #"{"already_present":2,"broken_lines":3,"imported":1,"skipped":[{"archive":"a","reason":"b"}]}"#)
    }
}
