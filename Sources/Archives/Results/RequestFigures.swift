import Domain

/// The public figures of a request log.
struct RequestFigures {
    let figures: BenchmarkResult.Figures

    init(_ log: RequestLog, rates: Distribution) {
        let latencies = Distribution(log.latenciesMS)
        let firstTokens = Distribution(log.firstTokenMS)
        let answers = log.rates.count + log.shortAnswers
        let seconds = max(0, (log.end ?? 0) - (log.start ?? 0))
        var figures = BenchmarkResult.Figures(
            totalRequests: log.requests,
            totalTokens: Self.whole(log.tokens),
            totalPromptTokens: Self.whole(log.promptTokens),
            totalErrors: log.errors,
            durationSeconds: seconds,
            avgTokensPerSecond: rates.mean,
            minTokensPerSecond: rates.minimum,
            maxTokensPerSecond: rates.maximum,
            p50TokensPerSecond: rates.median,
            p95TokensPerSecond: rates.percentile(95),
            p99TokensPerSecond: rates.percentile(99),
            avgLatencyMS: latencies.mean,
            minLatencyMS: latencies.minimum,
            maxLatencyMS: latencies.maximum,
            p50LatencyMS: latencies.median,
            p95LatencyMS: latencies.percentile(95),
            p99LatencyMS: latencies.percentile(99),
            requestsPerMinute: seconds > 0 ? Double(log.requests) * 60 / seconds : 0,
            avgTokensPerRequest: answers > 0 ? log.tokens / Double(answers) : 0,
            errorRate: log.requests > 0 ? Double(log.errors) / Double(log.requests) : 0,
            avgTTFTMS: firstTokens.mean,
            p50TTFTMS: firstTokens.median,
            p95TTFTMS: firstTokens.percentile(95)
        )
        if !log.rates.isEmpty { figures.p5TokensPerSecond = rates.percentile(5) }
        if let halfWidth = rates.halfWidth {
            figures.tokensPerSecondLow = max(0, rates.mean - halfWidth)
            figures.tokensPerSecondHigh = rates.mean + halfWidth
        }
        let spanTokens = log.tokens - log.tokensBeforeStart
        if seconds > 0, spanTokens > 0 { figures.endToEndTokensPerSecond = spanTokens / seconds }
        if !log.firstAnswerMS.isEmpty { figures.p50FirstAnswerMS = Distribution(log.firstAnswerMS).median }
        figures.prefillTokensPerSecond = Self.prefill(log.prefillRates)
        self.figures = figures
    }

    /// The median without samples above twice the median: those read their prompt from the cache.
    private static func prefill(_ rates: [Double]) -> Double? {
        guard !rates.isEmpty else { return nil }
        let limit = 2 * Distribution(rates).median
        return Distribution(rates.filter { $0 <= limit }).median
    }

    private static func whole(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? 0 }
}
