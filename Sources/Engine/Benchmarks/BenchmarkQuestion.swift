/// About which model, and what a result must be to count.
public struct BenchmarkQuestion: Sendable {
    /// An Ollama tag, as a person writes it.
    public var model: String
    /// The least decode rate, tokens per second.
    public var minTokensPerSecond: Double
    /// Whether doubtful results count too.
    public var includesSuspect: Bool

    /// Asks about a model; doubtful results do not count.
    public init(model: String, minTokensPerSecond: Double = 0, includesSuspect: Bool = false) {
        self.model = model
        self.minTokensPerSecond = minTokensPerSecond
        self.includesSuspect = includesSuspect
    }
}
