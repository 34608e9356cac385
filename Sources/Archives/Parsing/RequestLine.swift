/// What one line of `results.jsonl` says about a request, in our layout or the reference's.
struct RequestLine: Equatable {
    /// The request failed.
    var isError: Bool?
    /// `warmup` or `measure`; the reference writes none and measures all.
    var isWarmup = false
    /// When it ended, epoch seconds.
    var endedAt: Double?
    /// The reference: tokens, tokens per second and seconds as its script computed them.
    var tokens: Double?
    var tokensPerSecond: Double?
    var seconds: Double?
    /// Client clock, microseconds since the epoch.
    var startUS: Double?
    var firstUS: Double?
    var firstAnswerUS: Double?
    var endUS: Double?
    /// The runtime's own counts, and durations in nanoseconds.
    var evalCount: Double?
    var evalDuration: Double?
    var promptEvalCount: Double?
    var promptEvalDuration: Double?
    var loadDuration: Double?

    /// Whether it says anything about a request: one that failed or one with a speed.
    var isUsable: Bool {
        isError == true || tokensPerSecond != nil || (evalCount != nil && evalDuration != nil)
    }
}
