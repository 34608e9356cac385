import Domain
import Foundation
import Testing

@testable import Archives

struct ShortAnswerTests {
    private func line(tokens: Int, milliseconds: Int) -> String {
        #"{"phase":"measure","t":1008,"start_us":1007000000,"first_us":1007050000,"end_us":1008000000,"eval_count":\#(tokens),"#
            + #""eval_duration":\#(milliseconds * 1_000_000)}"# + "\n"
    }

    @Test func `an answer of a few tokens gives no inflated speed and is no error`() throws {
        let contents = SampleArchive.own([.results: SampleArchive.ownResults + line(tokens: 3, milliseconds: 1)])
        let parsed = try SampleArchive.parse(contents)
        let figures = parsed.result.results
        #expect(figures.maxTokensPerSecond == 120 && figures.avgTokensPerSecond == 110)
        #expect(figures.totalRequests == 4 && figures.totalErrors == 0 && figures.totalTokens == 663)
        #expect(figures.avgTokensPerRequest == 663.0 / 4)
        #expect(parsed.observations.shortAnswers == 1 && parsed.observations.leastTokens == 16)
        #expect(parsed.result.verdictReasons.contains("1 of 4 answers ended after fewer than 16 tokens"))
    }

    @Test(arguments: [(256, 16), (32, 16), (31, 15), (8, 4), (1, 1), (0, 16)])
    func `what is short depends on what was asked for`(maxTokens: Int, least: Int) throws {
        #expect(ShortAnswer.tokens(maxTokens: maxTokens) == least)
        let metadata = SampleArchive.ownMetadata().replacing(#""max_tokens":256"#, with: #""max_tokens":\#(maxTokens)"#)
        let results = line(tokens: least, milliseconds: 100) + line(tokens: least - 1, milliseconds: 100)
        let parsed = try SampleArchive.parse(SampleArchive.own([.metadata: metadata, .results: results]))
        // Without a token it is no short answer but an error.
        #expect(parsed.observations.shortAnswers == (least > 1 ? 1 : 0))
        #expect(parsed.result.results.totalErrors == (least > 1 ? 0 : 1))
        #expect(abs(parsed.result.results.avgTokensPerSecond - Double(least) * 10) < 1e-9)
    }

    @Test func `a run of nothing but short answers says so`() throws {
        let lines = String(repeating: line(tokens: 2, milliseconds: 1), count: 5)
        let result = try SampleArchive.parse(SampleArchive.own([.results: lines])).result
        #expect(result.verdict == .invalid && result.results.avgTokensPerSecond == 0 && result.results.totalErrors == 0)
        let reason = "no answer was long enough for a speed: 5 of 5 answers ended after fewer than 16 tokens"
        #expect(result.verdictReasons == [reason])
        #expect(try !ProductJSON.encoder().encode(result).isEmpty)
    }

    @Test func `a decode rate that no machine reaches is an error, a prefill rate of that size is none`() throws {
        let fast = line(tokens: 200, milliseconds: 1)
        let figures = try SampleArchive.parse(SampleArchive.own([.results: SampleArchive.ownResults + fast])).result.results
        #expect(figures.totalErrors == 1 && figures.maxTokensPerSecond == 120)
        let prefill = SampleArchive.ownResults.replacing(#""prompt_eval_duration":50000000"#, with: #""prompt_eval_duration":250000"#)
            .replacing(#""prompt_eval_duration":25000000"#, with: #""prompt_eval_duration":250000"#)
            .replacing(#""prompt_eval_duration":1000000"#, with: #""prompt_eval_duration":250000"#)
        #expect(try SampleArchive.parse(SampleArchive.own([.results: prefill])).result.results.prefillTokensPerSecond == 200_000)
    }
}
