import Domain
import Foundation
import Storage
import Testing

@testable import Engine

@Suite struct BenchmarkBoardTests {
    private func result(
        _ id: String, _ model: String = "qwen2:7b", gpu: String = "NVIDIA GeForce RTX 4090", mib: Int = 24_564, count: Int = 1,
        rate: Double,
        price: Double, verdict: BenchmarkResult.Verdict = .valid, source: BenchmarkResult.Source = .measured
    ) -> BenchmarkResult {
        BenchmarkResult(
            id: id, timestamp: Date(timeIntervalSince1970: 1_770_000_000),
            hardware: .init(gpuName: gpu, gpuMemoryMiB: mib, gpuCount: count),
            model: .init(name: model), testConfig: .init(), results: .init(avgTokensPerSecond: rate), provider: "vastai", location: "",
            pricePerHour: USD(dollars: price) ?? .zero, verdict: verdict, source: source, contentHash: id)
    }

    private func board(_ results: BenchmarkResult...) async throws -> BenchmarkBoard {
        let store = try Store.inMemory()
        try await store.insertBenchmarks(results)
        return BenchmarkBoard(store)
    }

    @Test func `the fastest and the cheapest are found under every spelling of the model, and doubt does not count`() async throws {
        let board = try await board(
            result("fast", rate: 200, price: 0.40), result("cheap", "Qwen2:7B", rate: 150, price: 0.10),
            result("free", rate: 180, price: 0),
            result("doubtful", rate: 900, price: 0.01, verdict: .suspect), result("wrong", rate: 990, price: 0.01, verdict: .invalid),
            result("sent", rate: 950, price: 0.01, verdict: .suspect, source: .submitted),
            result("other", "llama3.1:8b", rate: 990, price: 1))
        #expect(try await board.best(BenchmarkQuestion(model: "qwen2:7b")).id == "fast")
        #expect(try await board.best(BenchmarkQuestion(model: " QWEN2:7b")).id == "fast")
        #expect(try await board.cheapest(BenchmarkQuestion(model: "qwen2:7b")).id == "cheap")
        #expect(try await board.cheapest(BenchmarkQuestion(model: "qwen2:7b", minTokensPerSecond: 160)).id == "fast")
        #expect(try await board.best(BenchmarkQuestion(model: "qwen2:7b", includesSuspect: true)).id == "doubtful")
        for question in [BenchmarkQuestion(model: "nobody:1b"), BenchmarkQuestion(model: "qwen2:7b", minTokensPerSecond: 500)] {
            let problem = await #expect(throws: Problem.self) { try await board.cheapest(question) }
            #expect(problem?.code == .notFound && problem?.message == "no benchmarks found for model: \(question.model)")
        }
    }

    @Test func `others are shares of the fastest, of its tokens per dollar and of its speed per GiB`() async throws {
        let board = try await board(
            result("a", rate: 200, price: 0.40), result("b", rate: 100, price: 0.10), result("c", mib: 0, rate: 50, price: 0),
            result("d", gpu: "NVIDIA A100-SXM4-80GB", mib: 81_920, count: 2, rate: 160, price: 1.6))
        let (baseline, others) = try await board.comparison(BenchmarkQuestion(model: "qwen2:7b"))
        #expect(baseline.id == "a" && others.map(\.id) == ["d", "b", "c"])
        #expect(others.map(\.speedupFactor) == [0.8, 0.5, 0.25])
        // 200 * 3600 / 0.40 = 1.8 M tokens per dollar; 160 * 3600 / 1.6 = 0.36 M; 100 * 3600 / 0.10 = 3.6 M.
        #expect(others.map(\.costEfficiency) == [0.2, 2, 0])
        // 200 / 23.988 GiB = 8.3374; 160 / 160 GiB = 1; 100 / 23.988 = 4.1687.
        #expect(others.map(\.memoryEfficiency) == [0.1199, 0.5, 0])
    }

    @Test func `cards are grouped whatever they are called, with what the model needs`() async throws {
        let board = try await board(
            result("a", rate: 200, price: 0.40), result("b", gpu: "RTX 4090", rate: 180, price: 0.20),
            result("c", gpu: "RTX_4090", rate: 190, price: 0),
            result("d", gpu: "RTX 3090", mib: 24_576, rate: 150, price: 0.10),
            result("e", gpu: "RTX 3090", count: 2, rate: 140, price: 0.30))
        let found = try await board.recommendations(BenchmarkQuestion(model: "qwen2:7b"))
        #expect(found.map(\.recommended_gpus) == [["RTX 4090"], ["RTX 3090"], ["2x RTX 3090"]])
        #expect(found.map(\.expected_tps) == [190, 150, 140] && found.map(\.estimated_cost_per_hour) == [0.3, 0.1, 0.3])
        #expect(found.map(\.notes) == ["Based on 3 benchmarks", "Based on 1 benchmark", "Based on 1 benchmark"])
        #expect(found.allSatisfy { $0.min_vram_gib == 6 && $0.model == "qwen2:7b" })
        #expect(try await board.recommendations(BenchmarkQuestion(model: "qwen2:7b", minTokensPerSecond: 160)).count == 1)
        #expect(try await board.recommendations(BenchmarkQuestion(model: "nobody:1b")).isEmpty)
    }
}
