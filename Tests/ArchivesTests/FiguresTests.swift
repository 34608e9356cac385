import Domain
import Foundation
import TestSupport
import Testing

@testable import Archives

struct FiguresTests {
    @Test func `our layout gives every figure, warm-ups left out`() throws {
        let result = try SampleArchive.parse(SampleArchive.own()).result
        let figures = result.results
        #expect(figures.totalRequests == 3 && figures.totalErrors == 0 && figures.totalTokens == 660)
        #expect(figures.totalPromptTokens == 150)
        #expect(figures.avgTokensPerSecond == 110)
        #expect(figures.minTokensPerSecond == 100 && figures.maxTokensPerSecond == 120)
        #expect(figures.p50TokensPerSecond == 110)
        #expect(figures.durationSeconds == 6)
        #expect(figures.requestsPerMinute == 30 && figures.avgTokensPerRequest == 220)
        #expect(figures.endToEndTokensPerSecond == 110)
        #expect(figures.avgLatencyMS == 2000 && figures.maxLatencyMS == 2000)
        #expect(figures.avgTTFTMS == 50 && figures.p50TTFTMS == 50)
        #expect(figures.p50FirstAnswerMS == 100)
        // 1,000 and 2,000 tokens/s; the third read its prompt from the cache at 50,000.
        #expect(figures.prefillTokensPerSecond == 1500)
        #expect(figures.loadSeconds == 2.25)
        #expect(figures.memorySizeBytes == 5_500_000_000 && figures.memoryVRAMBytes == 5_500_000_000)
        #expect(figures.brokenLines == 0)
    }

    @Test func `the interval of the mean follows Student`() throws {
        let figures = try SampleArchive.parse(SampleArchive.own()).result.results
        // Standard deviation 10 over three requests: 4.3027 x 10 / sqrt(3).
        #expect(abs((figures.tokensPerSecondHigh ?? 0) - 134.8417) < 0.001)
        #expect(abs((figures.tokensPerSecondLow ?? 0) - 85.1583) < 0.001)
    }

    @Test(arguments: [(1, 12.7062), (10, 2.2281), (11, 2.2010), (20, 2.0860), (30, 2.0423), (120, 1.9799), (100_000, 1.9600)])
    func `the quantile is the tabulated one`(degrees: Int, expected: Double) {
        #expect(abs(StudentT.quantile975(degreesOfFreedom: degrees) - expected) < 0.0001)
    }

    @Test(arguments: [(0.0, 10.0), (5, 12), (25, 20), (50, 30), (95, 48), (99, 49.6), (100, 50)])
    func `percentiles interpolate between ranks`(percent: Double, expected: Double) {
        #expect(abs(Distribution([30, 10, 50, 20, 40]).percentile(percent) - expected) < 1e-9)
    }

    @Test func `the reference's layout is read with its own rates, and says so`() throws {
        let parsed = try SampleArchive.parse(SampleArchive.reference())
        let figures = parsed.result.results
        #expect(figures.totalRequests == 4 && figures.totalErrors == 1 && figures.errorRate == 0.25)
        #expect(figures.avgTokensPerSecond == 44.5 && figures.totalTokens == 768 && figures.avgTokensPerRequest == 256)
        #expect(figures.p50LatencyMS == 6000 && figures.minLatencyMS == 5000)
        #expect(figures.durationSeconds == 23)
        #expect(figures.avgTTFTMS == 0)
        #expect(parsed.result.model.sizeGB == 4.1 && parsed.result.model.parameterCount == "7B")
        #expect(parsed.result.testConfig.durationMinutes == 5 && parsed.result.testConfig.contextTokens == nil)
        #expect(parsed.result.gpuStats.avgUtilizationPct == 96)
        #expect(parsed.result.sourceDetail?.contains("own script") == true)
        #expect(parsed.result.timestamp == ProductJSON.date(rfc3339: "2026-02-06T02:44:20Z"))
    }

    @Test func `a run that failed throughout has no figure that is not a number`() throws {
        let lines = #"{"t":5,"n":0,"tok":0,"tps":0,"err":true,"error_msg":"x"}"# + "\n"
        let result = try SampleArchive.parse(SampleArchive.reference([.results: lines + lines])).result
        #expect(result.results.errorRate == 1 && result.results.avgTokensPerSecond == 0)
        #expect(result.verdict == .invalid)
        #expect(try !ProductJSON.encoder().encode(result).isEmpty)
    }

    @Test func `no lines at all are still encodable`() throws {
        let result = try SampleArchive.parse(SampleArchive.own([.results: "", .telemetry: nil])).result
        #expect(result.verdict == .invalid && result.verdictReasons == ["no request was measured"])
        #expect(try !ProductJSON.encoder().encode(result).isEmpty)
    }

    @Test(arguments: [UInt64(5), 6, 7])
    func `no archive of wild numbers gives a figure that cannot be written`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let lines = (0..<20).map { _ in RandomLine.make(using: &random) }.joined(separator: "\n")
            let result = try SampleArchive.parse(SampleArchive.own([.results: lines])).result
            #expect(throws: Never.self, "seed \(seed)") { try ProductJSON.encoder().encode(result) }
        }
    }

    @Test func `requests without a token count as failed, not as 0 tokens per second`() throws {
        let empty = #"{"phase":"measure","t":1007,"start_us":1006000000,"end_us":1007000000,"eval_count":0,"eval_duration":0}"#
        let figures = try SampleArchive.parse(SampleArchive.own([.results: SampleArchive.ownResults + empty])).result.results
        #expect(figures.totalRequests == 4 && figures.totalErrors == 1 && figures.avgTokensPerSecond == 110)
    }
}
