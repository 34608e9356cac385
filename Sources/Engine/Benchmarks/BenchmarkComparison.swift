/// How one result stands beside the best one of its model.
public struct BenchmarkComparison: Sendable {
    /// Which one.
    public let id: String
    /// Its decode rate over the best one's.
    public let speedupFactor: Double
    /// The same of tokens per dollar; 0 where a price is unknown.
    public let costEfficiency: Double
    /// The same of decode rate per GiB of GPU memory; 0 where a memory is unknown.
    public let memoryEfficiency: Double
}
