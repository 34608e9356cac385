import API
import Domain
import Engine
import Foundation

/// One result in full, as a person reads it.
struct BenchmarkText {
    private let shape: BenchmarkShape

    init(_ shape: BenchmarkShape) { self.shape = shape }

    /// One fact after the other.
    var sheet: Sheet { Sheet(.facts(Self.facts(shape.benchmark, cost: shape.cost_analysis))) }

    /// Its cards, without the maker's name.
    static func gpu(_ result: BenchmarkResult) -> String {
        let name = result.hardware.gpuName.replacing("NVIDIA GeForce ", with: "").replacing("NVIDIA ", with: "")
        return result.hardware.gpuCount > 1 ? "\(result.hardware.gpuCount)x \(name)" : name
    }

    private static func facts(_ result: BenchmarkResult, cost: CostAnalysis) -> Facts {
        let figures = result.results
        let (model, hardware) = (result.model, result.hardware)
        var facts = Facts(["id": result.id])
        facts.add("verdict", ([result.verdict.rawValue] + result.verdictReasons).joined(separator: "; "), .of(result.verdict))
        facts.add("source", joined([result.source.rawValue, result.sourceDetail], ", "))
        facts.add("measured", ProductJSON.rfc3339(result.timestamp))
        facts.add("model", joined([model.name, model.quantization, model.digest], "  "))
        facts.add(
            "gpu",
            "\(hardware.gpuCount)x \(hardware.gpuName)" + (hardware.gpuMemoryMiB > 0 ? ", \(hardware.gpuMemoryMiB) MiB" : ""))
        facts.add("driver", hardware.driverVersion.isEmpty ? nil : "\(hardware.driverVersion), CUDA \(hardware.cudaVersion)")
        facts.add("runtime", joined([model.runtime, model.runtimeVersion], " "))
        facts.add("context", result.testConfig.contextTokens.map { "\($0) tokens, pinned" } ?? "not recorded")
        facts.add("decode", rate(figures))
        facts.add("prefill", figures.prefillTokensPerSecond.map { "\(MoneyText.fixed($0, 0)) tok/s" })
        if figures.p50TTFTMS > 0 {
            facts.add("first token", "\(MoneyText.fixed(figures.p50TTFTMS, 0)) ms (p95 \(MoneyText.fixed(figures.p95TTFTMS, 0)) ms)")
        }
        if figures.totalRequests > 0 {
            let work = "\(figures.totalTokens) tokens in \(MoneyText.fixed(figures.durationSeconds, 0)) s"
            facts.add("requests", "\(figures.totalRequests), \(figures.totalErrors) failed, \(work)")
        }
        facts.add("memory", memory(figures))
        if result.gpuStats.avgPowerDrawW > 0 {
            let heat = "\(MoneyText.fixed(result.gpuStats.maxTemperatureC, 0)) C at most"
            facts.add("power", "\(MoneyText.fixed(result.gpuStats.avgPowerDrawW, 0)) W, \(heat)")
        }
        facts.add("where", joined([result.provider, result.location, result.offerID, result.machineID], ", "))
        facts.add("session", result.sessionID)
        facts.add("price", price(cost))
        return facts
    }

    private static func joined(_ parts: [String?], _ separator: String) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: separator)
    }

    private static func price(_ cost: CostAnalysis) -> String? {
        guard cost.costPerHour > 0 else { return nil }
        let tokens = "\(Int(saturating: cost.tokensPerDollar)) tokens per dollar"
        let million = "$\(MoneyText.fixed(cost.costPerMillionTokens, 3)) per million tokens"
        let month = "$\(MoneyText.fixed(cost.estimatedMonthly24x7, 2)) for 30 days"
        return "$\(MoneyText.fixed(cost.costPerHour, 3))/h, \(million), \(tokens), \(month)"
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
