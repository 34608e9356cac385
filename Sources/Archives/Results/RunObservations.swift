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
    /// Why the benchmark did not complete; nil when it did.
    public var failure: String?

    /// Nothing was seen unless told.
    public init(
        requestSpread: Double? = nil, throttledShare: Double = 0, throttleReasons: [String] = [],
        brokenRequestLines: Int = 0, failure: String? = nil
    ) {
        self.requestSpread = requestSpread
        self.throttledShare = throttledShare
        self.throttleReasons = throttleReasons
        self.brokenRequestLines = brokenRequestLines
        self.failure = failure
    }
}
