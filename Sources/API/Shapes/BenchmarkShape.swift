public import Domain

/// A result and what it costs.
public struct BenchmarkShape: Codable, Sendable {
    /// The result.
    public let benchmark: BenchmarkResult
    /// At the price of the measurement.
    public let cost_analysis: CostAnalysis

    /// Works the costs out.
    public init(_ benchmark: BenchmarkResult) {
        self.benchmark = benchmark
        cost_analysis = CostAnalysis(tokensPerSecond: benchmark.results.avgTokensPerSecond, pricePerHour: benchmark.pricePerHour)
    }
}
