public import Domain
import Foundation

/// Decides how far a measured result can be trusted.
///
/// Pure, so that stored archives can be judged again when
/// rules change.
///
/// Invalid (it measured something else than it claims): no GPU, a model that ran on the CPU alone, no request
/// that worked. Suspect (kept, never advised from): part of the model beside the GPU, a tenth of the requests
/// failed, a tenth of the answers too short for a speed, requests that differ by more than 5 %, fewer than three
/// requests, a large model with an unknown context, another context than was asked for, a throttled GPU, many
/// unreadable lines, a benchmark that did not complete. The worst rule decides and every rule that applies gives
/// its reason.
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
    /// Answers too short for a speed over all answers.
    public static let shortAnswerLimit = 0.1
    /// Peak of the GPU's memory over the weights, below which the GPU did not hold the model: weights alone are no
    /// less.
    public static let heldWeightsLimit = 0.5
    /// The same with `idleUtilizationPct`, below which it held nothing of it.
    public static let unheldWeightsLimit = 0.1
    /// Utilisation that a GPU reaches without the model.
    public static let idleUtilizationPct = 5.0
    /// GB of weights per billion parameters at the usual four-bit quantisation, where the size was not
    /// recorded.
    private static let gbPerBillion = 0.6

    /// Verdict and reasons, the invalid ones first.
    public static func judge(
        _ result: BenchmarkResult, observing run: RunObservations
    ) -> (verdict: BenchmarkResult.Verdict, reasons: [String]) {
        let invalid = machineFaults(result) + speedFaults(result.results, run)
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
        } else if let held = heldWeights(result), ranBesideGPU(result, held: held) {
            reasons.append("the model ran on the CPU alone: \(held.words), which stayed idle")
        }
        return reasons
    }

    private static func speedFaults(_ figures: BenchmarkResult.Figures, _ run: RunObservations) -> [String] {
        if figures.totalRequests == 0 { return ["no request was measured"] }
        if figures.totalErrors >= figures.totalRequests {
            return ["all \(figures.totalRequests) requests failed"]
        }
        guard figures.avgTokensPerSecond <= 0 else { return [] }
        guard run.shortAnswers > 0 else { return ["no request produced a token"] }
        return ["no answer was long enough for a speed: \(shortAnswers(figures, run))"]
    }

    private static func memoryDoubts(_ result: BenchmarkResult) -> [String] {
        var reasons: [String] = []
        let figures = result.results
        if let size = figures.memorySizeBytes, let onGPU = figures.memoryVRAMBytes, onGPU > 0, onGPU < size {
            reasons.append(
                "only \(gigabytes(onGPU)) of \(gigabytes(size)) GB were on the GPU, the rest spilled to the CPU"
            )
        }
        if let held = heldWeights(result), held.share < heldWeightsLimit, !ranBesideGPU(result, held: held) {
            reasons.append(held.words)
        }
        let weights = weightsGB(result.model)
        if result.testConfig.contextTokens == nil, weights > contextSensitiveGB {
            reasons.append(
                "the context length was not recorded, which decides whether \(decimal(weights)) GB of weights fit")
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
        let answers = figures.totalRequests - figures.totalErrors
        let worked = answers - run.shortAnswers
        if worked > 0, Double(run.shortAnswers) >= Double(answers) * shortAnswerLimit, run.shortAnswers > 0 {
            reasons.append(shortAnswers(figures, run))
        }
        if worked > 0, worked < minimumRequests {
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

    private static func shortAnswers(_ figures: BenchmarkResult.Figures, _ run: RunObservations) -> String {
        let answers = figures.totalRequests - figures.totalErrors
        return "\(run.shortAnswers) of \(answers) answers ended after fewer than \(run.leastTokens) tokens"
    }

    private static func runDoubts(_ run: RunObservations) -> [String] {
        var reasons: [String] = []
        if run.throttledShare > throttledShareLimit, !run.throttleReasons.isEmpty {
            let why = run.throttleReasons.joined(separator: ", ")
            reasons.append("the GPU was throttled in \(percent(run.throttledShare)) of the samples: \(why)")
        }
        if let asked = run.askedContext, let given = run.givenContext, asked != given {
            reasons.append("a context of \(asked) tokens was asked for, the runtime gave \(given)")
        }
        if let failure = run.failure { reasons.append("the benchmark did not complete: \(failure)") }
        return reasons
    }

    /// How much of the weights the GPU's memory can have held at its peak; nil without telemetry of a single GPU or
    /// without the size of the weights.
    private static func heldWeights(_ result: BenchmarkResult) -> (share: Double, words: String)? {
        let peak = result.gpuStats.maxMemoryUsedMiB / ByteUnits.mebibytesPerGiB * ByteUnits.bytesPerGiB
        let weights = result.model.sizeGB * ByteUnits.bytesPerGB
        guard peak > 0, weights > 0, result.hardware.gpuCount <= 1 else { return nil }
        let held = decimal(peak / ByteUnits.bytesPerGB)
        return (peak / weights, "the GPU held at most \(held) of \(decimal(result.model.sizeGB)) GB of weights")
    }

    private static func ranBesideGPU(_ result: BenchmarkResult, held: (share: Double, words: String)) -> Bool {
        held.share < unheldWeightsLimit && result.gpuStats.maxUtilizationPct <= idleUtilizationPct
    }

    private static func weightsGB(_ model: BenchmarkResult.Model) -> Double {
        model.sizeGB > 0 ? model.sizeGB : (ModelTag.billions(model.parameterCount) ?? 0) * gbPerBillion
    }

    private static func gigabytes(_ bytes: Int) -> String { decimal(Double(bytes) / ByteUnits.bytesPerGB) }

    private static func decimal(_ value: Double) -> String {
        value.formatted(.number.precision(.fractionLength(1)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 100).formatted(.number.precision(.fractionLength(0...1)).locale(Locale(identifier: "en_US_POSIX")))) %"
    }
}
