/// One answer, decided before it is sent: its tokens and how long each part takes.
struct Generation: Sendable {
    let model: String
    let isChat: Bool
    let isRaw: Bool
    /// Tokens in order; those before ``thinkingCount`` are thoughts.
    let tokens: [String]
    let thinkingCount: Int
    let stops: Bool
    let promptTokens: Int
    /// Seconds that earlier requests kept it waiting.
    let queueTime: Double
    /// Seconds.
    let loadTime: Double
    /// Seconds.
    let promptTime: Double
    /// Seconds from the end of the prompt to the last token.
    let answerTime: Double

    var secondsPerToken: Double { tokens.isEmpty ? 0 : answerTime / Double(tokens.count) }

    /// One line of the stream.
    func line(_ index: Int, at time: Double) -> JSONValue {
        let text = JSONValue.string(tokens[index])
        let isThought = index < thinkingCount
        if isChat {
            var message: JSONObject = JSONObject([("role", "assistant"), ("content", isThought ? "" : text)])
            if isThought { message["thinking"] = text }
            return [
                "model": .string(model), "created_at": .string(GoTime.text(time)), "message": .object(message),
                "done": false,
            ]
        }
        var line: JSONObject = JSONObject([
            ("model", .string(model)), ("created_at", .string(GoTime.text(time))),
            ("response", isThought ? "" : text),
        ])
        if isThought { line["thinking"] = text }
        line["done"] = false
        return .object(line)
    }

    /// The last line of the stream, or with `whole` the only line of an answer in one piece.
    func end(at time: Double, whole: Bool) -> JSONValue {
        let answer = whole ? tokens.dropFirst(thinkingCount).joined() : ""
        let thoughts = whole && thinkingCount > 0 ? tokens.prefix(thinkingCount).joined() : nil
        var line = JSONObject([("model", .string(model)), ("created_at", .string(GoTime.text(time)))])
        if isChat {
            var message: JSONObject = JSONObject([("role", "assistant"), ("content", .string(answer))])
            if let thoughts { message["thinking"] = .string(thoughts) }
            line["message"] = .object(message)
        } else {
            line["response"] = .string(answer)
            if let thoughts { line["thinking"] = .string(thoughts) }
        }
        line["done"] = true
        line["done_reason"] = stops ? "stop" : "length"
        if !isChat, !isRaw {
            line["context"] = .array((0..<promptTokens + tokens.count).map { .int(259 + ($0 * 7919) % 40_000) })
        }
        line["total_duration"] = .int(Self.nanoseconds(queueTime + loadTime + promptTime + answerTime + 0.002))
        line["load_duration"] = .int(Self.nanoseconds(loadTime))
        line["prompt_eval_count"] = .int(promptTokens)
        line["prompt_eval_duration"] = .int(Self.nanoseconds(promptTime))
        line["eval_count"] = .int(tokens.count)
        line["eval_duration"] = .int(Self.nanoseconds(answerTime))
        return .object(line)
    }

    private static func nanoseconds(_ seconds: Double) -> Int { Int((seconds * 1e9).rounded()) }
}
