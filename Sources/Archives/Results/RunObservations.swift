/// What was seen during a run beyond the figures of its result; the other half of what a verdict rests on.
public struct RunObservations: Hashable, Sendable {
    /// Standard deviation over mean of the requests' decode rates; nil for fewer than two.
    public var requestSpread: Double?
    /// Share of telemetry samples, 0 to 1, in which the GPU was slowed down.
    public var throttledShare: Double
    /// Why it was, in words.
    public var throttleReasons: [String]
    /// Lines of `results.jsonl` that could not be read.
    public var brokenRequestLines: Int
    /// Answers of fewer than `leastTokens` tokens; they worked and gave no rate.
    public var shortAnswers: Int
    /// The fewest tokens that gave a rate; only said where answers were shorter.
    public var leastTokens: Int
    /// Why the benchmark did not complete; nil when it did.
    public var failure: String?
    /// Context length that was asked for; nil when the archive does not say.
    public var askedContext: Int?
    /// Context length that the runtime allocated for a request; nil when the archive does not say.
    public var givenContext: Int?

    /// Nothing was seen unless told.
    public init(
        requestSpread: Double? = nil, throttledShare: Double = 0, throttleReasons: [String] = [],
        brokenRequestLines: Int = 0, shortAnswers: Int = 0, leastTokens: Int = 0, failure: String? = nil,
        askedContext: Int? = nil, givenContext: Int? = nil
    ) {
        self.requestSpread = requestSpread
        self.throttledShare = throttledShare
        self.throttleReasons = throttleReasons
        self.brokenRequestLines = brokenRequestLines
        self.shortAnswers = shortAnswers
        self.leastTokens = leastTokens
        self.failure = failure
        self.askedContext = askedContext
        self.givenContext = givenContext
    }
}
