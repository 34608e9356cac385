import Domain

extension AdviceRequest {
    /// The request with its names resolved.
    struct Checked {
        let model: LanguageModel
        /// Positions of the allowed cards in the catalogue; `nil` allows all.
        let gpus: Set<Int>?
    }

    /// Resolves model and GPU and refuses limits that make no sense.
    func checked() throws(Problem) -> Checked {
        if let limit = minTokensPerSecond, !(limit >= 0 && limit.isFinite) {
            throw Problem(.invalidInput, "The least speed must be a number of tokens per second, 0 or more")
        }
        if let limit = minReliability, !(0...1).contains(limit) {
            throw Problem(.invalidInput, "The least reliability must lie between 0 and 1", hint: "For 95 % give 0.95.")
        }
        if let limit = maxPricePerHour, limit <= .zero {
            throw Problem(.invalidInput, "The highest price must be above 0", hint: "Give dollars per hour, such as 0.50.")
        }
        guard contextTokens > 0, contextTokens <= 10_000_000, parallel > 0, parallel <= 1024 else {
            throw Problem(.invalidInput, "Context and parallel requests must be positive", hint: "The default context is 4096.")
        }
        switch job {
        case .hours(let amount), .tokens(let amount):
            guard amount > 0, amount.isFinite else {
                throw Problem(.invalidInput, "The job must be longer than nothing", hint: "Give hours or tokens above 0.")
            }
        }
        let model = try knownModel()
        if let limit = model.contextLimit, contextTokens > limit {
            throw Problem(
                .invalidInput, "A context of \(contextTokens) tokens is more than \(model.tag) has: it was trained for \(limit)",
                hint: "Ask for a context of at most \(limit) tokens.")
        }
        return Checked(model: model, gpus: try knownGPUs())
    }

    private func knownModel() throws(Problem) -> LanguageModel {
        if let modelFacts { return modelFacts }
        switch ModelCatalogue.lookUp(model) {
        case .found(let model): return model
        case .unknown(let nearest):
            let hint =
                nearest.isEmpty
                ? "Give an Ollama tag such as qwen2:7b." : "Did you mean \(nearest.joined(separator: ", "))?"
            throw Problem(.invalidInput, "The model \(model) is not in the catalogue", hint: hint)
        }
    }

    private func knownGPUs() throws(Problem) -> Set<Int>? {
        guard let gpu else { return nil }
        let cards = GPUCatalogue.cards(named: gpu)
        guard !cards.isEmpty else {
            if case .unknown(let reason) = GPUCatalogue.match(name: gpu) {
                throw Problem(.invalidInput, "The GPU \(reason)", hint: "Give a name such as \"RTX 4090\" or \"A100 80GB\".")
            }
            throw Problem(.invalidInput, "The GPU \(gpu) is not sold with that memory")
        }
        return Set(cards.map(\.index))
    }
}
