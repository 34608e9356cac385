import Domain
import Foundation
import TestSupport
import Testing

@testable import Archives

struct ArchiveReaderTests {
    @Test func `a folder, its compressed members and every packing of it are one and the same benchmark`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let contents = SampleArchive.own()
        let plain = try SampleArchive.write(contents, into: folder.url)
        let compressed = folder.url.appending(path: "compressed")
        try FileManager.default.createDirectory(at: compressed, withIntermediateDirectories: true)
        for (member, bytes) in contents.members {
            try Data(TarBytes.gzip(bytes)).write(to: compressed.appending(path: "\(member.rawValue).gz"))
        }
        let tar = TarBytes.file(TarBytes.members(contents, under: "./benchmark_x/"))
        let files = [
            "a.tar": tar, "b.tar.gz": try TarBytes.gzip(tar),
            "c.tgz": try TarBytes.gzip(TarBytes.file(TarBytes.members(contents, under: ""))),
        ]
        for (name, bytes) in files { try Data(bytes).write(to: folder.url.appending(path: name)) }

        let expected = try SampleArchive.parse(contents).result
        for location in [plain, compressed] + files.keys.map({ folder.url.appending(path: $0) }) {
            let result = try SampleArchive.parse(ArchiveReader().read(location)).result
            #expect(result == expected, "\(location.lastPathComponent)")
        }
        #expect(expected.id.hasPrefix("bm-") && expected.id.count == 23)
    }

    @Test func `control files, log and rental do not change the identity, a single byte of the results does`() throws {
        let plain = SampleArchive.own().contentHash
        #expect(SampleArchive.own([.failure: "{}", .rental: "{}", .loadedModels: ""]).contentHash == plain)
        #expect(SampleArchive.own([.results: SampleArchive.ownResults + " "]).contentHash != plain)
        #expect(SampleArchive.own([.telemetry: nil]).contentHash != plain)
    }

    @Test func `missing telemetry is no failure`() throws {
        let result = try SampleArchive.parse(SampleArchive.reference([.telemetry: nil])).result
        #expect(result.gpuStats == .init() && result.results.avgTokensPerSecond == 44.5)
    }

    @Test func `the files of the reference's script are an archive`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let summary = """
            {"timestamp":"2026-02-07T10:00:00Z","hardware":{"gpu_name":"NVIDIA GeForce RTX 3090","gpu_memory_mib":24576,"gpu_count":1},
            "model":{"name":"llama3.1:8b","family":"llama3.1","parameter_count":"8.0B","quantization":"Q4_K_M","size_gb":0,
            "runtime":"ollama","runtime_version":"0.15.4"},"test_config":{"duration_minutes":5,"max_tokens":500,"warmup_requests":2},
            "results":{"avg_ttft_ms":6149,"match_rate":1.0,"prompts_with_expected":4,"prompts_matching":4},"provider":"vastai",
            "location":"Spain, ES","price_per_hour":0.076,"session_id":"s-1","quality_results":[]}
            """
        try summary.write(toFile: folder.path("benchmark_result.json"), atomically: false, encoding: .utf8)
        try SampleArchive.referenceResults.write(toFile: folder.path("benchmark_results.jsonl"), atomically: false, encoding: .utf8)
        try "1770345866, 95, 20366, 24564, 60, 105.73\n".write(
            toFile: folder.path("benchmark_gpu_stats.csv"), atomically: false, encoding: .utf8)
        let result = try SampleArchive.parse(ArchiveReader().read(folder.url)).result
        #expect(result.model.name == "llama3.1:8b" && result.testConfig.durationMinutes == 5)
        #expect(result.provider == "vastai" && result.pricePerHour.micros == 76_000 && result.sessionID == "s-1")
        #expect(result.results.matchRate == 1 && result.results.avgTTFTMS == 0 && result.gpuStats.avgPowerDrawW == 105.73)
    }

    @Test func `what the archive says about its rental is used where nobody says otherwise`() throws {
        let rental = Rental(provider: "vastai", location: "Quebec, CA", pricePerHour: .init(micros: 82_000), offerID: "vastai-1")
        let contents = SampleArchive.own([.rental: String(decoding: try rental.encoded(), as: UTF8.self)])
        #expect(try SampleArchive.parse(contents).result.offerID == "vastai-1")
        let said = ResultOrigin(source: .measured, rental: Rental(provider: "tensordock"))
        let result = try ResultBuilder(origin: said).build(from: contents).result
        #expect(result.provider == "tensordock" && result.location == "Quebec, CA" && result.pricePerHour.micros == 82_000)
    }

    @Test func `a broken archive says what is wrong with it`() throws {
        #expect(throws: ArchiveError.missingMember("results.jsonl")) { try SampleArchive.parse(SampleArchive.own([.results: nil])) }
        #expect(throws: ArchiveError.missingMember("metadata.json")) { try SampleArchive.parse(SampleArchive.own([.metadata: nil])) }
        #expect(throws: ArchiveError.noModel) { try SampleArchive.parse(SampleArchive.own([.metadata: "{}"])) }
        #expect(throws: ArchiveError.malformed("metadata.json", detail: "it is not valid JSON")) {
            try SampleArchive.parse(SampleArchive.own([.metadata: #"{"model":"#]))
        }
        #expect(throws: ArchiveError.malformed("metadata.json", detail: "'model.name' is of another type than expected")) {
            try SampleArchive.parse(SampleArchive.own([.metadata: #"{"model":{"name":7}}"#]))
        }
    }

    @Test func `numbers that a script wrote as text are numbers`() throws {
        let metadata = SampleArchive.referenceMetadata.replacing("\"gpu_memory_mib\":24564", with: "\"gpu_memory_mib\":\"24564\"")
            .replacing("\"cpu_cores\":8", with: "\"cpu_cores\":null")
        let hardware = try SampleArchive.parse(SampleArchive.reference([.metadata: metadata])).result.hardware
        #expect(hardware.gpuMemoryMiB == 24564 && hardware.cpuCores == 0)
    }
}
