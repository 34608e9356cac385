@testable import Archives

/// What the scanner reads, read by `JSONDecoder`.
struct DecodedLine: Decodable {
    var line = RequestLine()

    enum CodingKeys: String, CodingKey {
        case t, tok, tps, dur, err, phase, start_us, first_us, first_answer_us, end_us
        case eval_count, eval_duration, prompt_eval_count, prompt_eval_duration, load_duration
    }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys) throws -> Double? { try keys.decodeIfPresent(Double.self, forKey: key) }
        line.isError = try keys.decodeIfPresent(Bool.self, forKey: .err)
        line.isWarmup = try keys.decodeIfPresent(String.self, forKey: .phase) == "warmup"
        line.endedAt = try number(.t)
        line.tokens = try number(.tok)
        line.tokensPerSecond = try number(.tps)
        line.seconds = try number(.dur)
        line.startUS = try number(.start_us)
        line.firstUS = try number(.first_us)
        line.firstAnswerUS = try number(.first_answer_us)
        line.endUS = try number(.end_us)
        line.evalCount = try number(.eval_count)
        line.evalDuration = try number(.eval_duration)
        line.promptEvalCount = try number(.prompt_eval_count)
        line.promptEvalDuration = try number(.prompt_eval_duration)
        line.loadDuration = try number(.load_duration)
    }
}
