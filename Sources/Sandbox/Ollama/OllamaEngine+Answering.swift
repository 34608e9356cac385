extension OllamaEngine {
    /// Decides an answer: its tokens and times; the caller holds the turn and the model is loaded.
    func generation(
        _ request: GenerationRequest, name: String, model: LanguageModel, plan: MemoryPlan, queueTime: Double,
        loadTime: Double
    ) -> Generation {
        let bytes = Array(request.prompt.utf8)
        let (number, shared) = with { state in
            state.served += 1
            guard let index = state.loaded.firstIndex(where: { $0.name == name }) else { return (state.served, 0) }
            let shared = zip(state.loaded[index].lastPrompt, bytes).prefix { $0 == $1 }.count
            state.loaded[index].lastPrompt = bytes
            return (state.served, shared)
        }
        var random = SeededRandom(
            seed: cloud.options.seed ^ hardware.serial, "answer", name, String(number), String(request.seed))
        let promptTokens = min(plan.context - 1, (bytes.count + 3) / 4 + (request.isRaw ? 0 : 11))
        // The count is of the whole prompt, the time of the part that is new.
        let fresh = max(1, promptTokens - shared / 4)
        let natural = bytes.count < 40 ? random.int(24...90) : random.int(320...900)
        let room = max(1, plan.context - promptTokens)
        let limit = min(request.limit < 0 ? Int.max : request.limit, room)
        let count = min(natural, limit)
        let thinking = model.reasons && !request.isRaw && request.thinks != false
        let noise = 1 + random.double(-0.0015...0.0015)
        return Generation(
            model: request.model, isChat: request.isChat, isRaw: request.isRaw,
            tokens: (0..<count).map { _ in random.pick(Self.words) },
            thinkingCount: thinking ? min(count, natural * 2 / 5) : 0, stops: natural <= limit,
            promptTokens: promptTokens, queueTime: queueTime, loadTime: loadTime,
            promptTime: Double(fresh) / prefillSpeed(model, plan) + 0.004,
            answerTime: Double(count) / speed(model, plan) * noise)
    }

    /// Notes that the GPU computes; the caller holds the turn.
    func beginAnswer() {
        with { state in
            state.isBusy = true
            state.lastBusy = Cloud.now
            state.busySince = state.busySince ?? state.lastBusy
        }
    }

    /// Notes that the GPU stands still; the caller still holds the turn.
    ///
    /// The time that a model is kept for counts from the end of its last answer.
    func endAnswer(of name: String, keepAlive: Double?) {
        with { state in
            state.isBusy = false
            state.lastBusy = Cloud.now
            let now = state.lastBusy
            state.spans.removeAll { $0.to < now - NvidiaSMIUtilization.seconds }
            state.spans.append((state.busySince ?? now, now))
            state.busySince = nil
            guard let index = state.loaded.firstIndex(where: { $0.name == name }) else { return }
            state.loaded[index].expiresAt = Self.expiry(keepAlive)
        }
    }

    private static let words = [
        " the", " a", " of", " and", " machine", " memory", " that", " is", " to", " in", " bandwidth", " model",
        ",", ".", " with", " each", " token", " reads", " weights", " once", " from", " fast", " then", " cache",
        " so", " speed", " follows", " its", " size", " ing", "ed", "ly", " for", " it", " as", " on", " by", " per",
        " second", " GPU", " card", " host", " link", " power", " clock", " layer", "\n",
    ]
}
