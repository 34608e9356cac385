public import Domain

/// An archive after reading, summarising and judging.
public struct ParsedArchive: Sendable {
    /// The figures, with their verdict.
    public let result: BenchmarkResult
    /// What the verdict rests on beside them.
    public let observations: RunObservations
}
