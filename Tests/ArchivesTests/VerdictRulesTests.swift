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
        Case(
            testDescription: "another context", verdict: .suspect,
            reason: "a context of 1000000 tokens was asked for, the runtime gave 32768",
            observations: RunObservations(askedContext: 1_000_000, givenContext: 32_768)),
        Case(
            testDescription: "the context that was asked for", verdict: .valid, reason: "",
            observations: RunObservations(askedContext: 4096, givenContext: 4096)),
        Case(
            testDescription: "a tenth too short", verdict: .suspect, reason: "2 of 20 answers ended after fewer than 16 tokens",
            observations: RunObservations(shortAnswers: 2, leastTokens: 16)),
        Case(
            testDescription: "few too short", verdict: .valid, reason: "",
            observations: RunObservations(shortAnswers: 1, leastTokens: 16)),
        Case(
            testDescription: "all but two too short", verdict: .suspect, reason: "only 2 requests worked, too few for a mean",
            observations: RunObservations(shortAnswers: 18, leastTokens: 16)),
        Case(
            testDescription: "all too short", verdict: .invalid,
            reason: "no answer was long enough for a speed: 20 of 20 answers ended after fewer than 16 tokens",
            observations: RunObservations(shortAnswers: 20, leastTokens: 16)
        ) { $0.results.avgTokensPerSecond = 0 },
        Case(
            testDescription: "an idle GPU", verdict: .invalid,
            reason: "the model ran on the CPU alone: the GPU held at most 0.4 of 4.4 GB of weights, which stayed idle"
        ) {
            $0.gpuStats.maxMemoryUsedMiB = 400
            $0.gpuStats.maxUtilizationPct = 4
        },
        Case(testDescription: "a GPU that held half", verdict: .suspect, reason: "the GPU held at most 2.1 of 4.4 GB of weights") {
            $0.gpuStats.maxMemoryUsedMiB = 2000
            $0.gpuStats.maxUtilizationPct = 4
        },
        Case(testDescription: "a busy GPU without the weights", verdict: .suspect, reason: "the GPU held at most 0.4 of 4.4 GB") {
            $0.gpuStats.maxMemoryUsedMiB = 400
            $0.gpuStats.maxUtilizationPct = 60
        },
        Case(testDescription: "a GPU that held the weights", verdict: .valid, reason: "") {
            $0.gpuStats.maxMemoryUsedMiB = 5000
            $0.gpuStats.maxUtilizationPct = 4
        },
        Case(testDescription: "several GPUs", verdict: .valid, reason: "") {
            $0.hardware.gpuCount = 2
            $0.gpuStats.maxMemoryUsedMiB = 400
        },
        Case(testDescription: "weights of unknown size", verdict: .valid, reason: "") {
            $0.model.sizeGB = 0
            $0.gpuStats.maxMemoryUsedMiB = 400
        },
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

    @Test func `a context that the runtime cut is recorded as it was given, and suspect`() throws {
        let long = try SampleArchive.parse(SampleArchive.own([.metadata: SampleArchive.ownMetadata(context: "1000000")]))
        #expect(long.result.testConfig.contextTokens == 4096)
        #expect(long.result.verdict == .suspect)
        #expect(long.result.verdictReasons.contains("a context of 1000000 tokens was asked for, the runtime gave 4096"))
        let plain = try SampleArchive.parse(SampleArchive.own())
        #expect(plain.result.testConfig.contextTokens == 4096 && plain.observations.givenContext == 4096)
        #expect(!plain.result.verdictReasons.contains { $0.contains("context") })
    }

    @Test func `a context that only the runtime's later account shows is found`() throws {
        let later = #"{"t":1006,"ps":{"models":[{"name":"qwen2:7b","size":5500000000,"size_vram":5500000000,"context_length":2048}]}}"#
        let parsed = try SampleArchive.parse(SampleArchive.own([.loadedModels: later]))
        #expect(parsed.result.testConfig.contextTokens == 2048)
        #expect(parsed.result.verdictReasons.contains("a context of 4096 tokens was asked for, the runtime gave 2048"))
    }

    @Test func `the slots of parallel requests counted together are no other context`() throws {
        let metadata = SampleArchive.ownMetadata(context: "1024").replacing(#""parallel":1"#, with: #""parallel":4"#)
        let parsed = try SampleArchive.parse(SampleArchive.own([.metadata: metadata]))
        #expect(parsed.result.testConfig.contextTokens == 1024)
        #expect(!parsed.result.verdictReasons.contains { $0.contains("context") })
    }

    @Test func `a model of which the runtime names no byte on the GPU ran on the CPU`() throws {
        let later = #"{"t":1006,"ps":{"models":[{"name":"qwen2:7b","size":5500000000,"context_length":4096}]}}"#
        let parsed = try SampleArchive.parse(SampleArchive.own([.loadedModels: later]))
        #expect(parsed.result.results.memoryVRAMBytes == 0 && parsed.result.verdict == .invalid)
        #expect(parsed.result.verdictReasons.contains("the model ran on the CPU alone: 0 of 5.5 GB were on the GPU"))
    }

    @Test func `a run on the CPU beside an idle GPU is found by the telemetry`() throws {
        let telemetry = "ts,util,mem_used,mem_total,temp,power\n1770345866, 0, 3, 24564, 40, 20\n1770345870, 1, 3, 24564, 40, 20\n"
        let parsed = try SampleArchive.parse(SampleArchive.reference([.telemetry: telemetry]))
        #expect(parsed.result.verdict == .invalid)
        #expect(parsed.result.verdictReasons.first?.hasPrefix("the model ran on the CPU alone") == true)
    }

    @Test func `a spill that only the runtime's later account shows is found`() throws {
        let later = #"{"t":1006,"ps":{"models":[{"name":"qwen2:7b","size":5500000000,"size_vram":4000000000,"context_length":4096}]}}"#
        let parsed = try SampleArchive.parse(SampleArchive.own([.loadedModels: later + "\n{\"t\":1"]))
        #expect(parsed.result.results.memoryVRAMBytes == 4_000_000_000)
        #expect(parsed.result.verdict == .suspect)
    }
}
