public import Domain

/// One report: the stage, and what the session costs so far.
public struct BenchmarkProgress: Sendable {
    /// What happened.
    public let stage: BenchmarkStage
    /// Seconds since the session was asked for.
    public let elapsed: Double
    /// All attempts so far.
    public let cost: USD

    /// Joins the three.
    public init(stage: BenchmarkStage, elapsed: Double, cost: USD) {
        self.stage = stage
        self.elapsed = elapsed
        self.cost = cost
    }
}
