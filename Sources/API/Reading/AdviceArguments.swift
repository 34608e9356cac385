import Advice
import Domain
import Engine

/// A question for advice, in the words of the flags of `advise`.
enum AdviceArguments {
    /// Their names.
    static let names = [
        "model", "objective", "min_tps", "max_price", "gpu", "gpu_type", "min_vram", "location", "min_reliability", "provider", "context",
        "hours", "tokens",
    ]

    /// Reads them; a job whose size is not given takes `hours`.
    static func request(_ fields: some ArgumentFields, hours: Double = 1) throws -> AdviceRequest {
        guard let text = try fields.argument("model") else { throw Problem(.invalidInput, "model is required") }
        let model = try KnownModel(text)
        var request = AdviceRequest(model: model.tag)
        request.objective = try fields.word("objective", Objective.self) ?? request.objective
        request.minTokensPerSecond = try fields.number("min_tps", 0...1_000_000)
        request.maxPricePerHour = try fields.dollars("max_price")
        request.gpu = try GPUFilter.checked(try fields.argument("gpu_type") ?? fields.argument("gpu"))
        request.minMemoryGB = try fields.whole("min_vram", 0...10_000)
        request.location = try fields.argument("location")
        request.minReliability = try fields.number("min_reliability", 0...1)
        request.provider = try fields.argument("provider").map { ProviderID(rawValue: $0) }
        request.contextTokens = try fields.whole("context", 1...10_000_000) ?? request.contextTokens
        try model.require(context: request.contextTokens, as: "context")
        let size = (hours: try fields.number("hours", 0.001...100_000), tokens: try fields.number("tokens", 1...1e15))
        guard size.hours == nil || size.tokens == nil else {
            throw Problem(.invalidInput, "hours and tokens both give the size of the job", hint: "Keep one of them.")
        }
        request.job = size.tokens.map { .tokens($0) } ?? .hours(size.hours ?? hours)
        return request
    }
}
