public import Domain
import Foundation

/// Decides how far a measured result can be trusted.
///
/// Pure, so that stored archives can be judged again when
/// rules change.
///
/// Invalid (it measured something else than it claims): no GPU, a model that ran on the CPU alone, no request
/// that worked. Suspect (kept, never advised from): part of the model beside the GPU, a tenth of the requests
/// failed, requests that differ by more than 5 %, fewer than three requests, a large model with an unknown
/// context, a throttled GPU, many unreadable lines, a benchmark that did not complete. The worst rule decides
/// and every rule that applies gives its reason.
public enum VerdictRules {
    /// Failed over all requests, from which on the rest is doubtful; the reference's limit for its
    /// recommendations.
    public static let errorRateLimit = 0.1
    /// Spread of requests on one machine; healthy machines stay below 1 %.
    public static let requestSpreadLimit = 0.05
    /// Requests that worked, at least.
    public static let minimumRequests = 3
    /// Weights in GB from which on the context decides whether a model still fits common cards: since Ollama
    /// 0.15.5 the default context grows with the memory of the card, by several GiB.
    public static let contextSensitiveGB = 12.0
    /// Share of samples; a blip below it does not move the mean.
    public static let throttledShareLimit = 0.01
    /// Unreadable over all lines.
    public static let brokenLineLimit = 0.1
    /// GB of weights per billion parameters at the usual four-bit quantisation, where the size was not
    /// recorded.
    private static let gbPerBillion = 0.6

    /// Verdict and reasons, the invalid ones first.
    public static func judge(
        _ result: BenchmarkResult, observing run: RunObservations
    ) -> (verdict: BenchmarkResult.Verdict, reasons: [String]) {
        let invalid = machineFaults(result) + speedFaults(result.results)
        let suspect = memoryDoubts(result) + requestDoubts(result.results, run) + runDoubts(run)
        let verdict: BenchmarkResult.Verdict =
            !invalid.isEmpty ? .invalid : !suspect.isEmpty ? .suspect : .valid
        return (verdict, invalid + suspect)
    }

    private static func machineFaults(_ result: BenchmarkResult) -> [String] {
        var reasons: [String] = []
        let name = result.hardware.gpuName.trimmingCharacters(in: .whitespaces).lowercased()
        let isNamed = !["", "unknown", "none", "n/a", "cpu"].contains(name)
        if result.hardware.gpuCount < 1 || (!isNamed && result.gpuStats.maxMemoryUsedMiB <= 0) {
            reasons.append("no GPU was seen on the machine")
        }
        if let size = result.results.memorySizeBytes, size > 0, result.results.memoryVRAMBytes == 0 {
            reasons.append("the model ran on the CPU alone: 0 of \(gigabytes(size)) GB were on the GPU")
        }
        return reasons
    }

    private static func speedFaults(_ figures: BenchmarkResult.Figures) -> [String] {
        if figures.totalRequests == 0 { return ["no request was measured"] }
        if figures.totalErrors >= figures.totalRequests {
            return ["all \(figures.totalRequests) requests failed"]
        }
        return figures.avgTokensPerSecond > 0 ? [] : ["no request produced a token"]
    }

    private static func memoryDoubts(_ result: BenchmarkResult) -> [String] {
        var reasons: [String] = []
        let figures = result.results
        if let size = figures.memorySizeBytes, let onGPU = figures.memoryVRAMBytes, onGPU > 0, onGPU < size {
            reasons.append(
                "only \(gigabytes(onGPU)) of \(gigabytes(size)) GB were on the GPU, the rest spilled to the CPU"
            )
        }
        let weights = weightsGB(result.model)
        if result.testConfig.contextTokens == nil, weights > contextSensitiveGB {
            let size = weights.formatted(
                .number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US_POSIX")))
            reasons.append(
                "the context length was not recorded, which decides whether \(size) GB of weights fit")
        }
        let isNamed = !["", "unknown"].contains(result.hardware.gpuName.lowercased())
        if !isNamed, result.gpuStats.maxMemoryUsedMiB > 0 {
            reasons.append("the archive does not name the GPU")
        }
        return reasons
    }

    private static func requestDoubts(_ figures: BenchmarkResult.Figures, _ run: RunObservations) -> [String] {
        guard figures.totalErrors < figures.totalRequests else { return [] }
        var reasons: [String] = []
        if figures.errorRate >= errorRateLimit {
            reasons.append("\(figures.totalErrors) of \(figures.totalRequests) requests failed")
        }
        let worked = figures.totalRequests - figures.totalErrors
        if worked < minimumRequests {
            reasons.append("only \(worked) request\(worked == 1 ? "" : "s") worked, too few for a mean")
        }
        if let spread = run.requestSpread, spread > requestSpreadLimit {
            reasons.append("requests differ by \(percent(spread)) on one machine: contention or throttling")
        }
        let lines = figures.totalRequests + run.brokenRequestLines
        // A single one is the usual trace of a file cut short, and its request is merely missing.
        if Double(run.brokenRequestLines) >= Double(lines) * brokenLineLimit, run.brokenRequestLines > 1 {
            reasons.append("\(run.brokenRequestLines) of \(lines) lines of results.jsonl cannot be read")
        }
        return reasons
    }

    private static func runDoubts(_ run: RunObservations) -> [String] {
        var reasons: [String] = []
        if run.throttledShare > throttledShareLimit, !run.throttleReasons.isEmpty {
            let why = run.throttleReasons.joined(separator: ", ")
            reasons.append("the GPU was throttled in \(percent(run.throttledShare)) of the samples: \(why)")
        }
        if let failure = run.failure { reasons.append("the benchmark did not complete: \(failure)") }
        return reasons
    }

    private static func weightsGB(_ model: BenchmarkResult.Model) -> Double {
        model.sizeGB > 0 ? model.sizeGB : (ModelTag.billions(model.parameterCount) ?? 0) * gbPerBillion
    }

    private static func gigabytes(_ bytes: Int) -> String {
        (Double(bytes) / ByteUnits.bytesPerGB)
            .formatted(
                .number.precision(.fractionLength(1)).grouping(.never).locale(
                    Locale(identifier: "en_US_POSIX")))
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 100).formatted(.number.precision(.fractionLength(0...1)).locale(Locale(identifier: "en_US_POSIX")))) %"
    }
}
