/// The words that stored results use, each once.
public struct BenchmarkNames: Hashable, Sendable {
    /// Tags of models.
    public let models: [String]
    /// GPUs.
    public let gpus: [GPUSpelling]
    /// Providers.
    public let providers: [String]
}
