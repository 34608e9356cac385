import Archives
import Domain
import Foundation
import Testing

struct VerdictRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let verdict: BenchmarkResult.Verdict
        let reason: String
        var observations = RunObservations(requestSpread: 0.005)
        var change: @Sendable (inout BenchmarkResult) -> Void = { _ in }
    }

    static let cases = [
        Case(testDescription: "healthy", verdict: .valid, reason: ""),
        Case(testDescription: "unnamed GPU", verdict: .invalid, reason: "no GPU was seen") { $0.hardware.gpuName = "unknown" },
        Case(testDescription: "no GPU", verdict: .invalid, reason: "no GPU was seen") { $0.hardware.gpuCount = 0 },
        Case(testDescription: "unnamed but working GPU", verdict: .suspect, reason: "does not name the GPU") {
            $0.hardware.gpuName = "unknown"
            $0.gpuStats.maxMemoryUsedMiB = 5000
        },
        Case(testDescription: "CPU only", verdict: .invalid, reason: "ran on the CPU alone: 0 of 5.5 GB") {
            $0.results.memoryVRAMBytes = 0
        },
        Case(testDescription: "spill", verdict: .suspect, reason: "only 4.1 of 5.5 GB were on the GPU") {
            $0.results.memoryVRAMBytes = 4_100_000_000
        },
        Case(testDescription: "no tokens", verdict: .invalid, reason: "no request produced a token") {
            $0.results.avgTokensPerSecond = 0
        },
        Case(testDescription: "all failed", verdict: .invalid, reason: "all 20 requests failed") {
            $0.results.totalErrors = 20
            $0.results.errorRate = 1
        },
        Case(testDescription: "a tenth failed", verdict: .suspect, reason: "2 of 20 requests failed") {
            $0.results.totalErrors = 2
            $0.results.errorRate = 0.1
        },
        Case(testDescription: "few failed", verdict: .valid, reason: "") {
            $0.results.totalErrors = 1
            $0.results.errorRate = 0.05
        },
        Case(testDescription: "two requests", verdict: .suspect, reason: "only 2 requests worked") { $0.results.totalRequests = 2 },
        Case(
            testDescription: "spread", verdict: .suspect, reason: "requests differ by 8 %",
            observations: RunObservations(requestSpread: 0.08)),
        Case(
            testDescription: "throttled", verdict: .suspect, reason: "throttled in 20 % of the samples: power brake",
            observations: RunObservations(throttledShare: 0.2, throttleReasons: ["power brake"])),
        Case(
            testDescription: "a blip", verdict: .valid, reason: "",
            observations: RunObservations(throttledShare: 0.005, throttleReasons: ["power brake"])),
        Case(
            testDescription: "cut short", verdict: .suspect, reason: "the benchmark did not complete: pull failed",
            observations: RunObservations(failure: "pull failed")),
        Case(
            testDescription: "unreadable lines", verdict: .suspect, reason: "5 of 25 lines",
            observations: RunObservations(brokenRequestLines: 5)),
        Case(testDescription: "large model, context unknown", verdict: .suspect, reason: "context length was not recorded") {
            $0.testConfig.contextTokens = nil
            $0.model.sizeGB = 19.9
        },
        Case(testDescription: "large model of unknown size", verdict: .suspect, reason: "context length was not recorded") {
            $0.testConfig.contextTokens = nil
            $0.model.sizeGB = 0
            $0.model.parameterCount = "32B"
        },
        Case(testDescription: "large model, context pinned", verdict: .valid, reason: "") { $0.model.sizeGB = 19.9 },
        Case(testDescription: "small model, context unknown", verdict: .valid, reason: "") { $0.testConfig.contextTokens = nil },
    ]

    @Test(arguments: cases)
    func `the rules decide`(_ example: Case) {
        var result = BenchmarkResult(
            id: "x", timestamp: .distantPast, hardware: .init(gpuName: "NVIDIA GeForce RTX 4090", gpuMemoryMiB: 24564),
            model: .init(name: "qwen2:7b", parameterCount: "7B", sizeGB: 4.4), testConfig: .init(contextTokens: 4096),
            results: .init(
                totalRequests: 20, avgTokensPerSecond: 190, memorySizeBytes: 5_500_000_000, memoryVRAMBytes: 5_500_000_000),
            provider: "vastai", location: "", pricePerHour: .zero, source: .measured, contentHash: "x")
        example.change(&result)
        let (verdict, reasons) = VerdictRules.judge(result, observing: example.observations)
        #expect(verdict == example.verdict)
        #expect(reasons.isEmpty == (verdict == .valid))
        if verdict != .valid { #expect(reasons.contains { $0.contains(example.reason) }, "\(reasons)") }
    }

    @Test func `a failure marker makes a partial archive suspect`() throws {
        let marker = #"{"stage":"measure","reason":"the machine ran out of memory","exit_code":1}"#
        let parsed = try SampleArchive.parse(SampleArchive.own([.failure: marker]))
        #expect(parsed.result.verdict == .suspect)
        #expect(parsed.result.verdictReasons.contains("the benchmark did not complete: the machine ran out of memory (stage measure)"))
    }

    @Test func `our archive without an end is suspect, the reference's is not`() throws {
        let own = try SampleArchive.parse(SampleArchive.own([.metadata: SampleArchive.ownMetadata(completed: false)]))
        #expect(own.result.verdictReasons.contains("the benchmark did not complete: its end was not recorded"))
        #expect(try SampleArchive.parse(SampleArchive.reference()).observations.failure == nil)
    }

    @Test func `a spill that only the runtime's later account shows is found`() throws {
        let later = #"{"t":1006,"ps":{"models":[{"name":"qwen2:7b","size":5500000000,"size_vram":4000000000,"context_length":4096}]}}"#
        let parsed = try SampleArchive.parse(SampleArchive.own([.loadedModels: later + "\n{\"t\":1"]))
        #expect(parsed.result.results.memoryVRAMBytes == 4_000_000_000)
        #expect(parsed.result.verdict == .suspect)
    }
}
