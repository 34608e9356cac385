/// What `results.jsonl` says in all: columns of measured requests, counts of the rest.
struct RequestLog {
    /// Measured requests, failed ones included; warm-ups are counted apart.
    private(set) var requests = 0
    private(set) var errors = 0
    /// Answers of so few tokens that what starts and ends an answer, not the speed, decides the quotient: they give no
    /// rate and are no errors.
    private(set) var shortAnswers = 0
    private(set) var warmups = 0
    private(set) var brokenLines = 0
    private(set) var tokens = 0.0
    private(set) var promptTokens = 0.0
    /// Decode rate, tokens/s, of every measured request that worked and was long enough.
    private(set) var rates: [Double] = []
    private(set) var latenciesMS: [Double] = []
    private(set) var firstTokenMS: [Double] = []
    private(set) var firstAnswerMS: [Double] = []
    private(set) var prefillRates: [Double] = []
    /// Load time of the first warm-up, seconds.
    private(set) var loadSeconds: Double?
    /// Rates are the archive's own `tps`, not counts over durations.
    private(set) var hasComputedRates = false
    /// Epoch seconds; `start` is the first request's start, or its end where no start was written.
    private(set) var start: Double?
    private(set) var end: Double?
    /// Tokens of a first request whose start is unknown; they were made before the span begins.
    private(set) var tokensBeforeStart = 0.0

    private let leastTokens: Double

    /// Figures beyond these are clock jumps or garbage, not measurements.
    private static let plausibleRate = 1e-6...1e5
    private static let plausiblePrefillRate = 1e-6...1e7
    private static let plausibleMS = 0.0...1e8
    private static let plausibleCount = 0.0...1e12

    /// Reads all lines; answers of fewer than `leastTokens` give no rate.
    init(_ bytes: Span<UInt8>, leastTokens: Int = ShortAnswer.tokens(maxTokens: 0)) {
        self.leastTokens = Double(leastTokens)
        var scanner = RequestLineScanner()
        while let outcome = scanner.next(in: bytes) {
            guard case .request(let line) = outcome else {
                brokenLines += 1
                continue
            }
            add(line)
        }
    }

    private mutating func add(_ line: RequestLine) {
        if line.isWarmup {
            warmups += 1
            if loadSeconds == nil, let load = line.loadDuration, load > 0 { loadSeconds = load / 1e9 }
            return
        }
        requests += 1
        addTimes(line)
        if line.isError != true, let count = line.evalCount, count > 0, count < leastTokens {
            shortAnswers += 1
            addAnswer(line)
            return
        }
        // A request that ends without a token has no speed; counting it as 0 tokens/s would invent one.
        guard line.isError != true, let rate = rate(of: line), Self.plausibleRate.contains(rate) else {
            errors += 1
            return
        }
        rates.append(rate)
        addAnswer(line)
    }

    /// Takes what an answer of any length tells.
    private mutating func addAnswer(_ line: RequestLine) {
        let made = count(line.evalCount ?? line.tokens)
        if requests == 1, line.startUS == nil, line.seconds == nil { tokensBeforeStart = made }
        tokens += made
        promptTokens += count(line.promptEvalCount)
        if let count = line.promptEvalCount, let duration = line.promptEvalDuration, count > 0, duration > 0 {
            let rate = count * 1e9 / duration
            if Self.plausiblePrefillRate.contains(rate) { prefillRates.append(rate) }
        }
        addLatencies(line)
    }

    private mutating func rate(of line: RequestLine) -> Double? {
        if let count = line.evalCount, let duration = line.evalDuration, count > 0, duration > 0 {
            return count * 1e9 / duration
        }
        guard let rate = line.tokensPerSecond else { return nil }
        hasComputedRates = true
        return rate
    }

    private mutating func addLatencies(_ line: RequestLine) {
        if let start = line.startUS {
            Self.append(line.endUS.map { ($0 - start) / 1000 }, to: &latenciesMS)
            Self.append(line.firstUS.map { ($0 - start) / 1000 }, to: &firstTokenMS)
            Self.append(line.firstAnswerUS.map { ($0 - start) / 1000 }, to: &firstAnswerMS)
        } else {
            Self.append(line.seconds.map { $0 * 1000 }, to: &latenciesMS)
        }
    }

    private mutating func addTimes(_ line: RequestLine) {
        guard let ended = line.endUS.map({ $0 / 1e6 }) ?? line.endedAt else { return }
        let started = line.startUS.map { $0 / 1e6 } ?? line.seconds.map { ended - $0 } ?? ended
        start = min(start ?? started, started)
        end = max(end ?? ended, ended)
    }

    private func count(_ value: Double?) -> Double {
        guard let value, Self.plausibleCount.contains(value) else { return 0 }
        return value
    }

    private static func append(_ milliseconds: Double?, to column: inout [Double]) {
        guard let milliseconds, plausibleMS.contains(milliseconds) else { return }
        column.append(milliseconds)
    }
}
