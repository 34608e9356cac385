import Domain
import Foundation
import TestSupport
import Testing

@testable import Archives

struct LenientReadingTests {
    private func metadata(_ old: String, _ new: String) throws -> ArchiveContents {
        let text = SampleArchive.ownMetadata()
        try #require(text.contains(old))
        return SampleArchive.own([.metadata: text.replacing(old, with: new)])
    }

    @Test func `variables that are no text do not make an archive unreadable`() throws {
        let odd = #"{"OLLAMA_HOST":"h:1","OLLAMA_NUM_PARALLEL":4,"OLLAMA_DEBUG":true,"A":0.5,"B":null,"C":["x"]}"#
        let contents = try metadata(#"{"OLLAMA_HOST":"127.0.0.1:11434"}"#, odd)
        let environment = try SampleArchive.parse(contents).result.testConfig.environment
        #expect(environment == ["OLLAMA_HOST": "h:1", "OLLAMA_NUM_PARALLEL": "4", "OLLAMA_DEBUG": "true", "A": "0.5"])
    }

    @Test(arguments: [#"["OLLAMA_HOST"]"#, #""none""#, "null", "7"])
    func `an environment of another shape counts as not recorded`(environment: String) throws {
        let contents = try metadata(#"{"OLLAMA_HOST":"127.0.0.1:11434"}"#, environment)
        #expect(try SampleArchive.parse(contents).result.testConfig.environment == nil)
    }

    @Test(
        arguments: [
            ("1770345866", 1_770_345_866), ("1770345866.0", 1_770_345_866), ("1770345866000", 1_770_345_866),
            (#""1770345866""#, 1_770_345_866), ("-1", 1000), ("{}", 1000), (#""yesterday""#, 1000),
        ] as [(String, Double)])
    func `a start written as a number is a time, anything else gives way to the first request`(text: String, seconds: Double) throws {
        let contents = try metadata(#""2026-11-23T05:00:13Z""#, text)
        #expect(try SampleArchive.parse(contents).result.timestamp == Date(timeIntervalSince1970: seconds))
    }

    @Test func `descriptions written as numbers do not make an archive unreadable`() throws {
        let odd = SampleArchive.ownMetadata()
            .replacing(#""cuda_version":"12.8""#, with: #""cuda_version":12.4"#)
            .replacing(#""size":"4.4GB","size_bytes":4431000000"#, with: #""size":19"#)
            .replacing(#""driver_version":"570.124.06""#, with: #""driver_version":570"#)
            .replacing(#""parameter_size":"7.6B""#, with: #""parameter_size":["7.6B"]"#)
            .replacing(#""benchmark_version":"gpu-shopper-1""#, with: #""benchmark_version":1"#)
            .replacing(#""prompt_set":"throughput-1""#, with: #""prompt_set":true"#)
            .replacing(#""ended_by":"duration""#, with: #""ended_by":0"#)
        let result = try SampleArchive.parse(SampleArchive.own([.metadata: odd])).result
        #expect(result.hardware.cudaVersion == "12.4" && result.hardware.driverVersion == "570")
        #expect(result.model.sizeGB == 19 && result.model.parameterCount == "7B")
        #expect(result.testConfig.promptTypes == ["true"])
        #expect(throws: ArchiveError.self, "the model's name alone must be text") {
            try SampleArchive.parse(metadata(#""name":"qwen2:7b""#, #""name":7"#))
        }
    }

    @Test func `descriptions written as numbers do not make a summary unreadable`() throws {
        let summary = """
            {"timestamp":"2026-02-06T02:44:20Z","hardware":{"gpu_name":4090,"cuda_version":12.4},"session_id":7,"location":1,
            "model":{"name":"mistral:7b","quantization":4,"parameter_count":7,"runtime_version":0.15}}
            """
        let result = try SampleArchive.parse(SampleArchive.reference([.metadata: nil, .referenceSummary: summary])).result
        #expect(result.hardware.gpuName == "4090" && result.hardware.cudaVersion == "12.4")
        #expect(result.model.quantization == "4" && result.model.parameterCount == "7")
        #expect(result.sessionID == "7" && result.location == "1")
    }

    @Test func `results of which no line can be read are refused`() throws {
        #expect(throws: ArchiveError.noReadableRequest(brokenLines: 2)) {
            try SampleArchive.parse(SampleArchive.own([.results: "nothing\n{broken\n"]))
        }
        // Without any line there is nothing broken: a benchmark that answered nothing.
        #expect(try SampleArchive.parse(SampleArchive.own([.results: ""])).result.verdict == .invalid)
    }

    @Test func `only what the system refuses to read may be read another time`() {
        let refused = ArchiveImport.Skipped(archive: "a", error: .unreadable("results.jsonl", reason: "Permission denied"))
        #expect(refused.isUnreadable && refused.reason == "results.jsonl cannot be read: Permission denied")
        #expect(!ArchiveImport.Skipped(archive: "a", error: .damaged("results.jsonl.gz", detail: "it is cut short")).isUnreadable)
    }

    @Test func `a failed run without results says why it failed`() throws {
        let marker = #"{"stage":"pull","reason":"the disk is full","exit_code":69}"#
        let failed = SampleArchive.own([.results: nil, .failure: marker])
        let reason = ArchiveError.failedRun("the disk is full (stage pull)")
        #expect(throws: reason) { try SampleArchive.parse(failed) }
        #expect("\(reason)" == "it holds no results; the benchmark failed: the disk is full (stage pull)")
        #expect(throws: ArchiveError.failedRun("OOM")) {
            try SampleArchive.parse(SampleArchive.reference([.results: nil, .referenceFailure: "OOM\n"]))
        }
    }

    @Test func `a failed run says why it failed when it is packed too`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let marker = #"{"stage":"gpu","reason":"none","exit_code":69}"#
        let tar = folder.url.appending(path: "a.tar")
        try Data(TarBytes.file([.init(path: "run/failed.json", content: Array(marker.utf8))])).write(to: tar)
        #expect(throws: ArchiveError.failedRun("none (stage gpu)")) { try SampleArchive.parse(ArchiveReader().read(tar)) }
    }

    @Test func `of a plain and a compressed member the plain one is read, in a folder and in a tar of any order`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let contents = SampleArchive.own()
        let plain = try SampleArchive.write(contents, into: folder.url)
        let other = try TarBytes.gzip(Array("{\"t\":1}\n".utf8))
        try Data(other).write(to: plain.appending(path: "results.jsonl.gz"))
        #expect(try ArchiveReader().read(plain).contentHash == contents.contentHash)
        let members = TarBytes.members(contents, under: "b/")
        for extra in ["b/results.jsonl.gz", "b/benchmark_results.jsonl.gz"] {
            let compressed = TarBytes.Member(path: extra, content: other)
            for order in [members + [compressed], [compressed] + members] {
                let tar = folder.url.appending(path: "a.tar")
                try Data(TarBytes.file(order)).write(to: tar)
                #expect(try ArchiveReader().read(tar).contentHash == contents.contentHash, "\(extra)")
            }
        }
    }
}
