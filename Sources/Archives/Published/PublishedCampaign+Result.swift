import Crypto
import Domain
import Foundation

extension PublishedCampaign.Row {
    /// The row as a result; its id derives from everything the row says.
    func result(campaign: String, file: String) throws(ArchiveError) -> BenchmarkResult {
        guard let timestamp = ProductJSON.date(rfc3339: "\(date)T00:00:00Z") else {
            throw .malformed(file, detail: "row \(row) has no date")
        }
        let hash: String
        do {
            hash = Hexadecimal.text(
                SHA256.hash(data: try ProductJSON.encoder().encode(self) + Data(campaign.utf8)))
        } catch {
            throw .malformed(file, detail: "row \(row) holds a number that cannot be written")
        }
        let (verdict, reasons) = verdict
        return BenchmarkResult(
            id: ResultBuilder.id(contentHash: hash), timestamp: timestamp, hardware: hardware,
            model: modelDescription,
            testConfig: BenchmarkResult.TestConfig(
                maxTokens: maxTokens ?? 0, concurrentReqs: concurrency ?? 1),
            results: figures, gpuStats: gpuStats, provider: provider,
            location: location.flatMap { $0 == "Unknown" ? nil : $0 } ?? "",
            pricePerHour: pricePerHour.flatMap { USD(dollars: $0) } ?? .zero, verdict: verdict,
            verdictReasons: reasons,
            source: .published, sourceDetail: sourceDetail(campaign), contentHash: hash
        )
    }

    private var hasFailed: Bool { status != "success" || (tpsAvg ?? 0) <= 0 }

    /// Published flags decide, since there are no raw lines to judge by.
    private var verdict: (BenchmarkResult.Verdict, [String]) {
        if hasFailed {
            return (.invalid, ["the run failed and measured no speed: \(notes ?? "no reason was published")"])
        }
        switch qualityFlag {
        case "ok", "ttft_invalid": return (.valid, [])
        default: return (.suspect, [notes ?? "the publication flags it as \(qualityFlag)"])
        }
    }

    /// A time to the first token of a doubtful run says as little as its speed does.
    private var ttft: Double? { qualityFlag == "ok" ? reportedTTFTMS : nil }

    private func sourceDetail(_ campaign: String) -> String {
        var parts = [campaign, "\(source), row \(row)"]
        if qualityFlag == "ttft_invalid" { parts.append("time to the first token left out: it was that of the whole answer") }
        if let notes { parts.append(notes) }
        return parts.joined(separator: "; ")
    }

    private var hardware: BenchmarkResult.Hardware {
        BenchmarkResult.Hardware(
            gpuName: gpu, gpuMemoryMiB: (vramGB ?? 0) * 1024, gpuCount: gpuCount ?? 1,
            driverVersion: details?.driverVersion ?? "", cudaVersion: details?.cudaVersion ?? ""
        )
    }

    private var modelDescription: BenchmarkResult.Model {
        BenchmarkResult.Model(
            name: model, family: ModelTag.family(model), parameterCount: ModelTag.parameterCount(model),
            runtime: runtime ?? "ollama"
        )
    }

    /// A publication gives a mean and rarely more; percentiles that it does not give stay 0.
    private var figures: BenchmarkResult.Figures {
        var figures = BenchmarkResult.Figures(
            totalRequests: details?.requests ?? 0, totalTokens: details?.tokens ?? 0,
            totalErrors: details?.errors ?? 0,
            durationSeconds: details?.durationSeconds ?? 0, avgTokensPerSecond: tpsAvg ?? 0,
            minTokensPerSecond: tpsMin ?? 0, maxTokensPerSecond: tpsMax ?? 0, matchRate: matchRate
        )
        if hasFailed { (figures.totalRequests, figures.totalErrors, figures.errorRate) = (1, 1, 1) }
        if let ttft { figures.avgTTFTMS = ttft }
        return figures
    }

    private var gpuStats: BenchmarkResult.GPUStats {
        BenchmarkResult.GPUStats(
            maxUtilizationPct: details?.maxUtilizationPct ?? 0,
            maxMemoryUsedMiB: details?.maxMemoryUsedMiB ?? 0,
            maxTemperatureC: details?.maxTemperatureC ?? 0, avgPowerDrawW: details?.avgPowerDrawW ?? 0,
            maxPowerDrawW: details?.maxPowerDrawW ?? 0
        )
    }
}
