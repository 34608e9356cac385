public import Domain

/// The best result of a model, and how the others stand beside it.
public struct BenchmarkComparisonShape: Codable, Sendable {
    /// One of the others.
    public struct Row: Codable, Sendable {
        /// The result.
        public let result: BenchmarkResult
        /// Its decode rate over the best one's.
        public let speedup_factor: Double
        /// The same of tokens per dollar; 0 where a price is unknown.
        public let cost_efficiency: Double
        /// The same of decode rate per GiB of GPU memory; 0 where a memory is unknown.
        public let memory_efficiency: Double

        /// Joins them.
        public init(result: BenchmarkResult, speedup: Double, cost: Double, memory: Double) {
            self.result = result
            speedup_factor = speedup
            cost_efficiency = cost
            memory_efficiency = memory
        }
    }

    /// The fastest.
    public let baseline: BenchmarkResult
    /// The others, the fastest first.
    public let comparisons: [Row]

    /// Joins them.
    public init(baseline: BenchmarkResult, comparisons: [Row]) {
        self.baseline = baseline
        self.comparisons = comparisons
    }
}
