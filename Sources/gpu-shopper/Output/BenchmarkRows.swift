import Domain

/// The main figures of results, for a spreadsheet.
struct BenchmarkRows {
    /// What stands in each column.
    private static let names = [
        "id", "timestamp", "model", "quantization", "gpu", "gpu_count", "gpu_memory_mib", "provider", "location", "price_per_hour",
        "avg_tokens_per_second", "p50_tokens_per_second", "prefill_tokens_per_second", "p50_ttft_ms", "requests", "errors",
        "context_tokens", "verdict", "source",
    ]

    let table: Table

    init(_ results: [BenchmarkResult]) {
        var table = Table(Self.names.map { .init($0) })
        for result in results { table.add(Self.cells(result)) }
        self.table = table
    }

    private static func cells(_ result: BenchmarkResult) -> [String] {
        let figures = result.results
        return [
            result.id, ProductJSON.rfc3339(result.timestamp), result.model.name, result.model.quantization, result.hardware.gpuName,
            "\(result.hardware.gpuCount)", "\(result.hardware.gpuMemoryMiB)", result.provider, result.location,
            known(result.pricePerHour.dollars), known(figures.avgTokensPerSecond), known(figures.p50TokensPerSecond),
            known(figures.prefillTokensPerSecond ?? 0), known(figures.p50TTFTMS), "\(figures.totalRequests)", "\(figures.totalErrors)",
            result.testConfig.contextTokens.map { "\($0)" } ?? "", result.verdict.rawValue, result.source.rawValue,
        ]
    }

    /// A figure that was not measured is nothing, and not 0.
    private static func known(_ value: Double) -> String { value > 0 ? "\(value)" : "" }
}
