extension BenchmarkResult {
    /// What was measured; errors and warm-ups are left out of every rate.
    public struct Figures: Hashable, Sendable, Codable {
        /// Measured requests, failed ones included.
        public var totalRequests: Int
        /// Tokens generated.
        public var totalTokens: Int
        /// Prompt tokens read.
        public var totalPromptTokens: Int
        /// Failed requests.
        public var totalErrors: Int
        /// From the first to the last measured request.
        public var durationSeconds: Double
        /// Mean decode rate of the requests.
        public var avgTokensPerSecond: Double
        /// Slowest request.
        public var minTokensPerSecond: Double
        /// Fastest request.
        public var maxTokensPerSecond: Double
        /// The slow tail.
        public var p5TokensPerSecond: Double?
        /// Median.
        public var p50TokensPerSecond: Double
        /// The fast tail, kept for readers of the reference.
        public var p95TokensPerSecond: Double
        /// The fast tail, kept for readers of the reference.
        public var p99TokensPerSecond: Double
        /// Lower bound of the mean, 95 %.
        public var tokensPerSecondLow: Double?
        /// Upper bound of the mean, 95 %.
        public var tokensPerSecondHigh: Double?
        /// Median prompt rate without cache-inflated samples.
        public var prefillTokensPerSecond: Double?
        /// Tokens over wall time; never mixed with the decode rate.
        public var endToEndTokensPerSecond: Double?
        /// Time to load the model.
        public var loadSeconds: Double?
        /// Mean time of a request.
        public var avgLatencyMS: Double
        /// Shortest request.
        public var minLatencyMS: Double
        /// Longest request.
        public var maxLatencyMS: Double
        /// Median.
        public var p50LatencyMS: Double
        /// The slow tail.
        public var p95LatencyMS: Double
        /// The slow tail.
        public var p99LatencyMS: Double
        /// Measured requests per minute.
        public var requestsPerMinute: Double
        /// Tokens of a successful request.
        public var avgTokensPerRequest: Double
        /// Failed over all, 0 to 1.
        public var errorRate: Double
        /// Mean time to the first token; 0 when it was not measured by streaming.
        public var avgTTFTMS: Double
        /// Median.
        public var p50TTFTMS: Double
        /// The slow tail.
        public var p95TTFTMS: Double
        /// Median time to the first token that is not reasoning.
        public var p50FirstAnswerMS: Double?
        /// Share of quality prompts answered as expected.
        public var matchRate: Double?
        /// Quality prompts with an expectation.
        public var promptsWithExpected: Int?
        /// Of those, the matching ones.
        public var promptsMatching: Int?
        /// What the loaded model takes in all.
        public var memorySizeBytes: Int?
        /// Of that, on the GPU; less than the size means a spill to the CPU.
        public var memoryVRAMBytes: Int?
        /// Lines of the archive that could not be read.
        public var brokenLines: Int?

        enum CodingKeys: String, CodingKey {
            case totalRequests = "total_requests"
            case totalTokens = "total_tokens"
            case totalPromptTokens = "total_prompt_tokens"
            case totalErrors = "total_errors"
            case durationSeconds = "duration_seconds"
            case avgTokensPerSecond = "avg_tokens_per_second"
            case minTokensPerSecond = "min_tokens_per_second"
            case maxTokensPerSecond = "max_tokens_per_second"
            case p5TokensPerSecond = "p5_tokens_per_second"
            case p50TokensPerSecond = "p50_tokens_per_second"
            case p95TokensPerSecond = "p95_tokens_per_second"
            case p99TokensPerSecond = "p99_tokens_per_second"
            case tokensPerSecondLow = "tokens_per_second_low"
            case tokensPerSecondHigh = "tokens_per_second_high"
            case prefillTokensPerSecond = "prefill_tokens_per_second"
            case endToEndTokensPerSecond = "end_to_end_tokens_per_second"
            case loadSeconds = "load_seconds"
            case avgLatencyMS = "avg_latency_ms"
            case minLatencyMS = "min_latency_ms"
            case maxLatencyMS = "max_latency_ms"
            case p50LatencyMS = "p50_latency_ms"
            case p95LatencyMS = "p95_latency_ms"
            case p99LatencyMS = "p99_latency_ms"
            case requestsPerMinute = "requests_per_minute"
            case avgTokensPerRequest = "avg_tokens_per_request"
            case errorRate = "error_rate"
            case avgTTFTMS = "avg_ttft_ms"
            case p50TTFTMS = "p50_ttft_ms"
            case p95TTFTMS = "p95_ttft_ms"
            case p50FirstAnswerMS = "p50_first_answer_ms"
            case matchRate = "match_rate"
            case promptsWithExpected = "prompts_with_expected"
            case promptsMatching = "prompts_matching"
            case memorySizeBytes = "memory_size_bytes"
            case memoryVRAMBytes = "memory_vram_bytes"
            case brokenLines = "broken_lines"
        }

        /// Everything unknown stays at its empty value.
        public init(
            totalRequests: Int = 0,
            totalTokens: Int = 0,
            totalPromptTokens: Int = 0,
            totalErrors: Int = 0,
            durationSeconds: Double = 0,
            avgTokensPerSecond: Double = 0,
            minTokensPerSecond: Double = 0,
            maxTokensPerSecond: Double = 0,
            p5TokensPerSecond: Double? = nil,
            p50TokensPerSecond: Double = 0,
            p95TokensPerSecond: Double = 0,
            p99TokensPerSecond: Double = 0,
            tokensPerSecondLow: Double? = nil,
            tokensPerSecondHigh: Double? = nil,
            prefillTokensPerSecond: Double? = nil,
            endToEndTokensPerSecond: Double? = nil,
            loadSeconds: Double? = nil,
            avgLatencyMS: Double = 0,
            minLatencyMS: Double = 0,
            maxLatencyMS: Double = 0,
            p50LatencyMS: Double = 0,
            p95LatencyMS: Double = 0,
            p99LatencyMS: Double = 0,
            requestsPerMinute: Double = 0,
            avgTokensPerRequest: Double = 0,
            errorRate: Double = 0,
            avgTTFTMS: Double = 0,
            p50TTFTMS: Double = 0,
            p95TTFTMS: Double = 0,
            p50FirstAnswerMS: Double? = nil,
            matchRate: Double? = nil,
            promptsWithExpected: Int? = nil,
            promptsMatching: Int? = nil,
            memorySizeBytes: Int? = nil,
            memoryVRAMBytes: Int? = nil,
            brokenLines: Int? = nil
        ) {
            self.totalRequests = totalRequests
            self.totalTokens = totalTokens
            self.totalPromptTokens = totalPromptTokens
            self.totalErrors = totalErrors
            self.durationSeconds = durationSeconds
            self.avgTokensPerSecond = avgTokensPerSecond
            self.minTokensPerSecond = minTokensPerSecond
            self.maxTokensPerSecond = maxTokensPerSecond
            self.p5TokensPerSecond = p5TokensPerSecond
            self.p50TokensPerSecond = p50TokensPerSecond
            self.p95TokensPerSecond = p95TokensPerSecond
            self.p99TokensPerSecond = p99TokensPerSecond
            self.tokensPerSecondLow = tokensPerSecondLow
            self.tokensPerSecondHigh = tokensPerSecondHigh
            self.prefillTokensPerSecond = prefillTokensPerSecond
            self.endToEndTokensPerSecond = endToEndTokensPerSecond
            self.loadSeconds = loadSeconds
            self.avgLatencyMS = avgLatencyMS
            self.minLatencyMS = minLatencyMS
            self.maxLatencyMS = maxLatencyMS
            self.p50LatencyMS = p50LatencyMS
            self.p95LatencyMS = p95LatencyMS
            self.p99LatencyMS = p99LatencyMS
            self.requestsPerMinute = requestsPerMinute
            self.avgTokensPerRequest = avgTokensPerRequest
            self.errorRate = errorRate
            self.avgTTFTMS = avgTTFTMS
            self.p50TTFTMS = p50TTFTMS
            self.p95TTFTMS = p95TTFTMS
            self.p50FirstAnswerMS = p50FirstAnswerMS
            self.matchRate = matchRate
            self.promptsWithExpected = promptsWithExpected
            self.promptsMatching = promptsMatching
            self.memorySizeBytes = memorySizeBytes
            self.memoryVRAMBytes = memoryVRAMBytes
            self.brokenLines = brokenLines
        }
    }
}
