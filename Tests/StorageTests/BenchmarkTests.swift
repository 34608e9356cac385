import Domain
import Foundation
import Storage
import Testing

@Suite struct BenchmarkTests {
    @Test func `a result comes back as it was stored`() async throws {
        let store = try Store.inMemory()
        let result = Samples.result(1)
        #expect(try await store.insertBenchmarks([result]) == BenchmarkInsertion(imported: 1, alreadyPresent: 0))
        #expect(try await store.benchmark(result.id) == result)
        #expect(try await store.benchmarks() == [result])
        let document = try #require(try await store.benchmarkDocument(result.id))
        #expect(try ProductJSON.encoder().encode(result) == document)
    }

    @Test func `the same content is stored once however often it comes`() async throws {
        let store = try Store.inMemory()
        let results = (1...150).map { Samples.result($0) }
        #expect(try await store.insertBenchmarks(results + results) == BenchmarkInsertion(imported: 150, alreadyPresent: 150))
        #expect(try await store.insertBenchmarks(results) == BenchmarkInsertion(imported: 0, alreadyPresent: 150))
        let mixed = [Samples.result(150), Samples.result(151)]
        #expect(try await store.insertBenchmarks(mixed) == BenchmarkInsertion(imported: 1, alreadyPresent: 1))
        #expect(try await store.benchmarkCount() == 151)
        #expect(try await store.insertBenchmarks([]) == BenchmarkInsertion(imported: 0, alreadyPresent: 0))
    }

    @Test func `two importers at once store everything once`() async throws {
        let store = try Store.inMemory()
        let results = (1...200).map { Samples.result($0) }
        let imported = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<3 { group.addTask { try await store.insertBenchmarks(results).imported } }
            return try await group.reduce(0, +)
        }
        #expect(imported == 200)
        #expect(try await store.benchmarkCount() == 200)
    }

    @Test func `other content under the same id is an error, not a silent loss`() async throws {
        let store = try Store.inMemory()
        var other = Samples.result(1)
        try await store.insertBenchmarks([other])
        other.contentHash = "another"
        let changed = other
        await #expect(throws: Problem.self) { try await store.insertBenchmarks([Samples.result(2), changed]) }
        #expect(try await store.benchmarkCount() == 1)
    }

    @Test func `filters combine, newest first, ids break ties`() async throws {
        let store = try Store.inMemory()
        let old = Samples.start - 86_400
        try await store.insertBenchmarks([
            Samples.result(3), Samples.result(1), Samples.result(2, at: old),
            Samples.result(4, model: "llama3:8b"), Samples.result(5, gpu: "RTX 3090"),
            Samples.result(6, provider: "tensordock"), Samples.result(7, gpu: "100%_GPU"),
        ])
        func list(
            _ model: String? = nil, _ gpuText: String? = nil, _ provider: String? = nil, gpus: [GPUSpelling]? = nil
        ) async throws -> [String] {
            var filter = BenchmarkFilter(model: model, gpu: gpuText, provider: provider)
            filter.gpus = gpus
            let found = try await store.benchmarks(filter)
            #expect(try await store.benchmarkCount(filter) == found.count)
            return found.map { String($0.id.dropLast(4).suffix(1)) }
        }
        #expect(try await list() == ["1", "3", "4", "5", "6", "7", "2"])
        #expect(try await list("qwen2:7b", "rtx 4090", "vastai") == ["1", "3", "2"])
        #expect(try await list("llama3:8b") == ["4"])
        #expect(try await list(nil, "3090") == ["5"])
        #expect(try await list(nil, nil, "tensordock") == ["6"])
        #expect(try await list(nil, "%_") == ["7"], "wildcards are plain characters")
        #expect(try await list("nothing").isEmpty)
        let spelling = GPUSpelling(name: "RTX 3090", memoryMiB: 24_564)
        #expect(try await list(gpus: [spelling, GPUSpelling(name: "100%_GPU", memoryMiB: 24_564)]) == ["5", "7"])
        #expect(try await list(gpus: [GPUSpelling(name: "RTX 3090", memoryMiB: 1)]).isEmpty)
        #expect(try await list(gpus: []).isEmpty)
        var several = BenchmarkFilter()
        several.models = ["llama3:8b", "nothing", "qwen2:7b"]
        #expect(try await store.benchmarkCount(several) == 7)
        several.models = []
        #expect(try await store.benchmarkCount(several) == 0)
        let page = try await store.benchmarks(limit: 2, offset: 3)
        #expect(page.map { String($0.id.dropLast(4).suffix(1)) } == ["5", "6"])
        #expect(try await store.benchmarks(limit: -1, offset: -5).isEmpty)
    }

    @Test func `the words of stored results are listed once each`() async throws {
        let store = try Store.inMemory()
        try await store.insertBenchmarks([
            Samples.result(1), Samples.result(2), Samples.result(3, model: "llama3:8b", gpu: "RTX 3090", provider: "tensordock"),
        ])
        let names = try await store.benchmarkNames()
        #expect(names.models == ["llama3:8b", "qwen2:7b"])
        #expect(names.providers == ["tensordock", "vastai"])
        #expect(
            names.gpus == [
                GPUSpelling(name: "NVIDIA GeForce RTX 4090", memoryMiB: 24_564), GPUSpelling(name: "RTX 3090", memoryMiB: 24_564),
            ])
    }

    @Test func `doubts are told for doubtful results of known machines only`() async throws {
        let store = try Store.inMemory()
        var valid = Samples.result(2)
        valid.verdict = .valid
        var homeless = Samples.result(3)
        homeless.machineID = nil
        try await store.insertBenchmarks([Samples.result(1), valid, homeless])
        #expect(try await store.doubtsAboutMachines() == [Samples.result(1).id: ["one host only"]])
    }

    @Test func `an id may be cut to six characters as long as it is the only one`() async throws {
        let store = try Store.inMemory()
        try await store.insertBenchmarks([Samples.result(1), Samples.result(0xABCD_0002), Samples.result(0xABCD_1003)])
        #expect(try await store.benchmark("abcd00")?.id == "abcd0002feed")
        #expect(try await store.benchmark("abcd0") == nil, "too short")
        #expect(try await store.benchmark("ffffffff") == nil)
        #expect(try await store.benchmark("%%%%%%") == nil)
        try await store.insertBenchmarks([Samples.result(0xABCD_0004)])
        let problem = await #expect(throws: Problem.self) { try await store.benchmark("abcd00") }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message.contains("abcd0002feed") == true)
    }

    @Test func `evidence carries what advice needs`() async throws {
        let store = try Store.inMemory()
        let result = Samples.result(1)
        try await store.insertBenchmarks([result])
        #expect(
            try await store.evidence() == [
                Evidence(
                    benchmarkID: result.id, model: "qwen2:7b", gpuName: "NVIDIA GeForce RTX 4090", gpuMemoryMiB: 24_564,
                    gpuCount: 1, tokensPerSecond: 101.5, provider: "vastai", machineID: "m1", location: "Quebec, CA",
                    date: Samples.start, verdict: .suspect, source: .measured)
            ])
    }

    @Test func `a session's result is found by the session`() async throws {
        let store = try Store.inMemory()
        try await store.insertBenchmarks([Samples.result(1)])
        #expect(try await store.benchmark(ofSession: Samples.id(1))?.id == Samples.result(1).id)
        #expect(try await store.benchmark(ofSession: Samples.id(2)) == nil)
    }

    @Test func `a collection is imported once per content`() async throws {
        let store = try Store.inMemory()
        #expect(try await store.wasImported("h1") == false)
        try await store.markImported("results", contentHash: "h1", at: Samples.start)
        try await store.markImported("results", contentHash: "h1", at: Samples.start)
        #expect(try await store.wasImported("h1"))
        #expect(try await store.wasImported("h2") == false)
    }
}
