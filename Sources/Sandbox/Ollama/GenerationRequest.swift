import HTTPTypes

/// What a client asks of `/api/generate` or `/api/chat`.
struct GenerationRequest: Sendable {
    let model: String
    let prompt: String
    let isChat: Bool
    let isRaw: Bool
    let streams: Bool
    let thinks: Bool?
    /// Tokens at most; negative is until the model stops.
    let limit: Int
    /// Context in tokens; `nil` is the server's choice.
    let context: Int?
    /// Seconds the model stays loaded; `nil` is the server's default, negative for ever.
    let keepAlive: Double?
    let seed: Int

    init(_ json: JSONValue, isChat: Bool) throws(OllamaProblem) {
        model = json["model"]?.string ?? json["name"]?.string ?? ""
        self.isChat = isChat
        if isChat {
            let messages = json["messages"]?.array ?? []
            prompt = messages.map { "\($0["role"]?.string ?? "user"): \($0["content"]?.string ?? "")" }
                .joined(separator: "\n")
        } else {
            prompt = (json["system"]?.string ?? "") + (json["prompt"]?.string ?? "")
        }
        isRaw = json["raw"]?.bool ?? false
        streams = json["stream"]?.bool ?? true
        thinks = json["think"]?.bool ?? (json["think"]?.string).map { $0 != "false" }
        let options = json["options"]
        limit = options?["num_predict"]?.int ?? -1
        context = options?["num_ctx"]?.int
        seed = options?["seed"]?.int ?? 0
        keepAlive = try Self.seconds(json["keep_alive"])
    }

    /// Reads a number of seconds or a Go duration such as `5m` or `1h30m`.
    static func seconds(_ json: JSONValue?) throws(OllamaProblem) -> Double? {
        guard let json, !json.isNull else { return nil }
        if let number = json.number { return number }
        var rest = Substring(json.string ?? "")
        if let number = Double(rest) { return number }
        let sign = rest.hasPrefix("-") ? -1.0 : 1.0
        if sign < 0 { rest = rest.dropFirst() }
        let units = ["ms": 0.001, "us": 1e-6, "ns": 1e-9, "s": 1, "m": 60, "h": 3600]
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(number), let factor = units[String(unit)] else {
                throw OllamaProblem(
                    status: .badRequest, message: "time: invalid duration \"\(json.string ?? json.text)\"")
            }
            total += value * factor
        }
        return sign * total
    }
}
