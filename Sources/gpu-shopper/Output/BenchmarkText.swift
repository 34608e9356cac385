import API
import Domain
import Engine
import Foundation

/// One result in full, as a person reads it.
struct BenchmarkText {
    private let shape: BenchmarkShape

    init(_ shape: BenchmarkShape) { self.shape = shape }

    /// Name and value, one fact a line.
    var lines: [String] {
        Self.facts(shape.benchmark, cost: shape.cost_analysis).map { name, value in
            "  " + name + String(repeating: " ", count: max(1, 16 - name.count)) + value
        }
    }

    /// Its cards, without the maker's name.
    static func gpu(_ result: BenchmarkResult) -> String {
        let name = result.hardware.gpuName.replacing("NVIDIA GeForce ", with: "").replacing("NVIDIA ", with: "")
        return result.hardware.gpuCount > 1 ? "\(result.hardware.gpuCount)x \(name)" : name
    }

    private static func facts(_ result: BenchmarkResult, cost: CostAnalysis) -> [(String, String)] {
        let figures = result.results
        let config = result.testConfig
        var facts: [(String, String?)] = [
            ("id", result.id),
            ("verdict", ([result.verdict.rawValue] + result.verdictReasons).joined(separator: "; ")),
            ("source", [result.source.rawValue, result.sourceDetail].compactMap { $0 }.joined(separator: ", ")),
            ("measured", ProductJSON.rfc3339(result.timestamp)),
            (
                "model",
                [result.model.name, result.model.quantization, result.model.digest].compactMap { $0 }.filter { !$0.isEmpty }.joined(
                    separator: "  ")
            ),
            (
                "gpu",
                "\(result.hardware.gpuCount)x \(result.hardware.gpuName)"
                    + (result.hardware.gpuMemoryMiB > 0 ? ", \(result.hardware.gpuMemoryMiB) MiB" : "")
            ),
            (
                "driver",
                result.hardware.driverVersion.isEmpty ? nil : "\(result.hardware.driverVersion), CUDA \(result.hardware.cudaVersion)"
            ),
            ("runtime", [result.model.runtime, result.model.runtimeVersion].filter { !$0.isEmpty }.joined(separator: " ")),
            ("context", config.contextTokens.map { "\($0) tokens, pinned" } ?? "not recorded"),
            ("decode", rate(figures)),
            ("prefill", figures.prefillTokensPerSecond.map { "\(MoneyText.fixed($0, 0)) tok/s" }),
            (
                "first token",
                figures.p50TTFTMS > 0
                    ? "\(MoneyText.fixed(figures.p50TTFTMS, 0)) ms (p95 \(MoneyText.fixed(figures.p95TTFTMS, 0)) ms)" : nil
            ),
            (
                "requests",
                figures.totalRequests > 0
                    ? "\(figures.totalRequests), \(figures.totalErrors) failed, \(figures.totalTokens) tokens in \(MoneyText.fixed(figures.durationSeconds, 0)) s"
                    : nil
            ),
            ("memory", memory(figures)),
            (
                "power",
                result.gpuStats.avgPowerDrawW > 0
                    ? "\(MoneyText.fixed(result.gpuStats.avgPowerDrawW, 0)) W, \(MoneyText.fixed(result.gpuStats.maxTemperatureC, 0)) C at most"
                    : nil
            ),
            (
                "where",
                [result.provider, result.location, result.offerID, result.machineID].compactMap { $0 }.filter { !$0.isEmpty }.joined(
                    separator: ", ")
            ),
            ("session", result.sessionID),
        ]
        if cost.costPerHour > 0 {
            facts.append(
                (
                    "price",
                    "$\(MoneyText.fixed(cost.costPerHour, 3))/h, $\(MoneyText.fixed(cost.costPerMillionTokens, 3)) per million tokens, \(Int(saturating: cost.tokensPerDollar)) tokens per dollar, $\(MoneyText.fixed(cost.estimatedMonthly24x7, 2)) for 30 days"
                ))
        }
        return facts.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
    }

    private static func rate(_ figures: BenchmarkResult.Figures) -> String {
        guard figures.avgTokensPerSecond > 0 else { return "no figure" }
        var text = "\(MoneyText.fixed(figures.avgTokensPerSecond, 2)) tok/s"
        if let low = figures.tokensPerSecondLow, let high = figures.tokensPerSecondHigh {
            text += " (95 %: \(MoneyText.fixed(low, 2)) to \(MoneyText.fixed(high, 2)))"
        }
        if figures.minTokensPerSecond > 0 {
            text += ", slowest \(MoneyText.fixed(figures.minTokensPerSecond, 1)), fastest \(MoneyText.fixed(figures.maxTokensPerSecond, 1))"
        }
        return text
    }

    private static func memory(_ figures: BenchmarkResult.Figures) -> String? {
        guard let size = figures.memorySizeBytes, size > 0, let vram = figures.memoryVRAMBytes else { return nil }
        let total = MoneyText.fixed(Double(size) / ByteUnits.bytesPerGiB, 2)
        guard vram < size else { return "\(total) GiB, all on the GPU" }
        return "\(total) GiB, only \(MoneyText.fixed(Double(vram) / ByteUnits.bytesPerGiB, 2)) GiB on the GPU"
    }
}
