import Domain

/// The main figures of a result as a line of comma-separated values.
struct BenchmarkRow {
    /// What stands in each column.
    static let names = [
        "id", "timestamp", "model", "quantization", "gpu", "gpu_count", "gpu_memory_mib", "provider", "location", "price_per_hour",
        "avg_tokens_per_second", "p50_tokens_per_second", "prefill_tokens_per_second", "p50_ttft_ms", "requests", "errors",
        "context_tokens",
        "verdict", "source",
    ]

    private let cells: [String]

    init(_ result: BenchmarkResult) {
        let figures = result.results
        cells = [
            result.id, ProductJSON.rfc3339(result.timestamp), result.model.name, result.model.quantization, result.hardware.gpuName,
            "\(result.hardware.gpuCount)", "\(result.hardware.gpuMemoryMiB)", result.provider, result.location,
            "\(result.pricePerHour.dollars)", "\(figures.avgTokensPerSecond)", "\(figures.p50TokensPerSecond)",
            figures.prefillTokensPerSecond.map { "\($0)" } ?? "", "\(figures.p50TTFTMS)", "\(figures.totalRequests)",
            "\(figures.totalErrors)", result.testConfig.contextTokens.map { "\($0)" } ?? "", result.verdict.rawValue,
            result.source.rawValue,
        ]
    }

    /// Quoted where a comma, a quote or a line's end stands in a cell.
    var line: String {
        cells.map { cell in
            cell.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",")
    }
}
