import Archives
import Domain
import Foundation
import TestSupport
import Testing

struct PublishedTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "results")

    @Test func `all 83 published rows are there, each with its own id`() async throws {
        let results = try await all()
        #expect(results.count == 83)
        #expect(Set(results.map(\.id)).count == 83 && Set(results.map(\.contentHash)).count == 83)
        #expect(results.allSatisfy { $0.source == .published && $0.testConfig.contextTokens == nil && $0.sourceDetail != nil })
        #expect(try await all() == results)
    }

    @Test func `flags decide the verdicts`() async throws {
        let results = try await all()
        #expect(results.filter { $0.verdict == .suspect }.count == 8)
        #expect(results.filter { $0.verdict == .invalid }.count == 2)
        #expect(results.filter { $0.verdict == .valid }.count == 73)
        let contended = try #require(results.first { $0.results.minTokensPerSecond == 88.6 })
        #expect(contended.verdictReasons == ["within-run range 88.6-169.5: host contention or throttling"])
    }

    @Test func `failed runs stay as failed, without a speed`() async throws {
        let failed = try await all().filter { $0.verdict == .invalid }
        #expect(failed.map(\.hardware.gpuName).sorted() == ["RTX 5080", "RTX 8000"])
        #expect(failed.allSatisfy { $0.results.errorRate == 1 && $0.results.totalErrors == 1 })
        #expect(failed.contains { $0.verdictReasons == ["the run failed and measured no speed: BUG-012 host driver"] })
    }

    @Test func `times to the first token that are invalid or of doubtful runs are dropped, the others kept`() async throws {
        let results = try await all()
        #expect(results.compactMap { $0.results.avgTTFTMS > 0 ? $0.results.avgTTFTMS : nil }.sorted() == [21, 265])
        let dropped = results.filter { $0.sourceDetail?.contains("time to the first token left out") == true }
        #expect(results.allSatisfy { $0.verdict == .valid || $0.results.avgTTFTMS == 0 })
        #expect(dropped.count == 7 && dropped.allSatisfy { $0.verdict == .valid && $0.results.avgTokensPerSecond > 0 })
    }

    @Test func `a row keeps place, price, date and what its notes say`() async throws {
        let stress = try #require(try await all().first { $0.results.totalRequests == 67 })
        #expect(stress.model.name == "deepseek-r1:32b" && stress.verdict == .valid)
        #expect(stress.results.avgTokensPerSecond == 44.2 && stress.results.minTokensPerSecond == 44.13)
        #expect(stress.pricePerHour == USD(micros: 440_000) && stress.location == "Joplin, MO")
        #expect(stress.timestamp == ProductJSON.date(rfc3339: "2026-02-05T00:00:00Z"))
        #expect(stress.gpuStats.maxPowerDrawW == 377 && stress.gpuStats.maxMemoryUsedMiB == 20368)
        let lobster = try await all().filter { $0.hardware.driverVersion == "560.35.05" }
        #expect(lobster.count == 11 && lobster.allSatisfy { $0.hardware.cudaVersion == "12.6" })
    }

    @Test func `an unknown format is refused by name`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.url.appending(path: "x.json")
        try Data(#"{"format":"gpu-shopper-published-9","campaign":"c","rows":[]}"#.utf8).write(to: file)
        #expect(throws: ArchiveError.malformed("x.json", detail: "its format 'gpu-shopper-published-9' is unknown to this version")) {
            try PublishedReader().read(file)
        }
        #expect(ArchiveScan([file]).items.map(\.kind) == [.published])
    }

    private func all() async throws -> [BenchmarkResult] {
        let scan = ArchiveScan([Self.folder])
        #expect(scan.skipped.isEmpty)
        var results: [BenchmarkResult] = []
        try await ArchiveLoading(origin: ResultOrigin(source: .published)).load(scan.items) { batch in
            #expect(batch.skipped.isEmpty)
            results += batch.results
        }
        return results
    }
}
