public import Domain

/// A page of results.
public struct BenchmarkListShape: Codable, Sendable {
    /// The newest first.
    public let benchmarks: [BenchmarkResult]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int

    /// Joins them.
    public init(benchmarks: [BenchmarkResult], total: Int) {
        self.benchmarks = benchmarks
        count = benchmarks.count
        self.total = total
    }
}
