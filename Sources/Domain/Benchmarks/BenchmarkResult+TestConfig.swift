extension BenchmarkResult {
    /// The conditions of a run.
    public struct TestConfig: Hashable, Sendable, Codable {
        /// Planned minutes of measuring, rounded.
        public var durationMinutes: Int
        /// Token limit of one answer.
        public var maxTokens: Int
        /// Kinds of prompts used.
        public var promptTypes: [String]
        /// Requests at a time.
        public var concurrentReqs: Int
        /// Requests before measuring.
        public var warmupRequests: Int
        /// Pinned context length; nil when it was not recorded, which makes large models doubtful.
        public var contextTokens: Int?
        /// Sampling temperature.
        public var temperature: Double?
        /// Sampling seed.
        public var seed: Int?
        /// SHA-256 of the prompt texts.
        public var promptSetHash: String?
        /// Every OLLAMA_* variable that was set.
        public var environment: [String: String]?

        enum CodingKeys: String, CodingKey {
            case durationMinutes = "duration_minutes"
            case maxTokens = "max_tokens"
            case promptTypes = "prompt_types"
            case concurrentReqs = "concurrent_reqs"
            case warmupRequests = "warmup_requests"
            case contextTokens = "num_ctx"
            case temperature
            case seed
            case promptSetHash = "prompt_set_sha256"
            case environment
        }

        /// Everything unknown stays at its empty value.
        public init(
            durationMinutes: Int = 0,
            maxTokens: Int = 0,
            promptTypes: [String] = [],
            concurrentReqs: Int = 1,
            warmupRequests: Int = 0,
            contextTokens: Int? = nil,
            temperature: Double? = nil,
            seed: Int? = nil,
            promptSetHash: String? = nil,
            environment: [String: String]? = nil
        ) {
            self.durationMinutes = durationMinutes
            self.maxTokens = maxTokens
            self.promptTypes = promptTypes
            self.concurrentReqs = concurrentReqs
            self.warmupRequests = warmupRequests
            self.contextTokens = contextTokens
            self.temperature = temperature
            self.seed = seed
            self.promptSetHash = promptSetHash
            self.environment = environment
        }
    }
}
