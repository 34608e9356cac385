public import Domain

/// An estimate with everything that it rests on.
public struct SpeedAnswer: Sendable, Codable {
    /// What was taken for granted.
    public struct Assumptions: Hashable, Sendable, Codable {
        /// Which card an ambiguous name was taken for.
        public let gpu: String?
        /// GPUs of one machine.
        public let gpu_count: Int
        /// Who rents it out; absent for nobody in particular.
        public let provider: String?
        /// Tokens of one request's context.
        public let context_tokens: Int
        /// Weight format.
        public let quantization: String
        /// Bytes of the weights over 10^9.
        public let weights_gb: Double
        /// Transformer blocks.
        public let layers: Int
        /// What the model takes, GiB.
        public let memory_needed_gib: Double
        /// What is left of the cards' memory then, GiB; below 0 it does not fit.
        public let memory_margin_gib: Double
        /// Whether it fits: a model that does not is not as fast as this says.
        public let fits: Bool
    }

    /// The model's tag.
    public let model: String
    /// The card in the catalogue's words.
    public let gpu_type: String
    /// Decode throughput of one stream.
    public let tokens_per_second: Double
    /// Lower end of the 90 % interval for a healthy host.
    public let tokens_per_second_low: Double
    /// Upper end of it.
    public let tokens_per_second_high: Double
    /// What it rests on.
    public let basis: SpeedBasis
    /// Ids of the results behind it.
    public let evidence: [String]
    /// What was taken for granted.
    public let assumptions: Assumptions
    /// How it came about, one step a line.
    public let explanation: [String]

    /// Works it out.
    /// - Throws: `Problem` with code `invalidInput` for a card that the catalogue lacks.
    public init(_ question: EstimateQuestion, evidence: [Evidence]) throws(Problem) {
        let match = GPUCatalogue.match(name: question.gpu)
        guard let gpu = match.gpu else {
            guard case .unknown(let reason) = match else { throw Problem(.internalError, "a card is neither known nor unknown") }
            throw Problem(.invalidInput, "no GPU is called so: \(reason)", hint: "Write it as the market does, e.g. \"RTX 4090\".")
        }
        let target = SpeedTarget(gpu: gpu, gpuCount: question.count, provider: question.provider ?? "")
        let found = SpeedModel(model: question.model, evidence: evidence).estimate(for: target)
        let need = MemoryNeed(model: question.model, contextTokens: question.contextTokens)
        let fit = need.fit(memoryMiB: gpu.memoryMiB, gpuCount: question.count)
        model = question.model.tag
        gpu_type = gpu.name
        tokens_per_second = Self.rounded(found.tokensPerSecond)
        tokens_per_second_low = Self.rounded(found.low)
        tokens_per_second_high = Self.rounded(found.high)
        basis = found.basis
        self.evidence = found.evidenceIDs
        explanation = found.explanation
        assumptions = Assumptions(
            gpu: match.assumption, gpu_count: question.count, provider: question.provider, context_tokens: question.contextTokens,
            quantization: question.model.quantization, weights_gb: Self.rounded(Double(question.model.bytes) / ByteUnits.bytesPerGB),
            layers: question.model.layers, memory_needed_gib: Self.rounded(fit.neededGiB), memory_margin_gib: Self.rounded(fit.marginGiB),
            fits: fit.fits)
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
