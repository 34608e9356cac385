public import Domain

/// What ranking needs of a stored result.
public struct BenchmarkStanding: Hashable, Sendable {
    /// Which one.
    public let id: String
    /// The GPU as it was reported.
    public let gpu: GPUSpelling
    /// How many of it.
    public let gpuCount: Int
    /// Decode rate.
    public let tokensPerSecond: Double
    /// 0 when unknown.
    public let pricePerHour: USD
}
