public import Foundation

/// What one result contributes to advice.
public struct Evidence: Hashable, Sendable, Codable {
    /// The result it stands for.
    public var benchmarkID: String
    /// Ollama tag.
    public var model: String
    /// The GPU as the result prints it.
    public var gpuName: String
    /// Memory of one GPU in MiB; 0 when unknown.
    public var gpuMemoryMiB: Int
    /// GPUs that took part.
    public var gpuCount: Int
    /// Mean decode rate.
    public var tokensPerSecond: Double
    /// Where it was measured.
    public var provider: String
    /// The physical machine, when known.
    public var machineID: String?
    /// Place in the provider's words.
    public var location: String
    /// When.
    public var date: Date
    /// Whether advice may use it.
    public var verdict: BenchmarkResult.Verdict
    /// Where the figures come from.
    public var source: BenchmarkResult.Source

    /// Describes evidence.
    public init(
        benchmarkID: String, model: String, gpuName: String, gpuMemoryMiB: Int, gpuCount: Int, tokensPerSecond: Double,
        provider: String, machineID: String?, location: String, date: Date, verdict: BenchmarkResult.Verdict,
        source: BenchmarkResult.Source
    ) {
        self.benchmarkID = benchmarkID
        self.model = model
        self.gpuName = gpuName
        self.gpuMemoryMiB = gpuMemoryMiB
        self.gpuCount = gpuCount
        self.tokensPerSecond = tokensPerSecond
        self.provider = provider
        self.machineID = machineID
        self.location = location
        self.date = date
        self.verdict = verdict
        self.source = source
    }
}
