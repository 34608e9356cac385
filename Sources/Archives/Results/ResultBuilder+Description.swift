import Domain
import Foundation

/// The parts of a result that are described rather than computed.
extension ResultBuilder {
    static func hardware(_ hardware: ArchiveMetadata.Hardware?) -> BenchmarkResult.Hardware {
        BenchmarkResult.Hardware(
            gpuName: hardware?.gpuName?.value ?? "",
            gpuMemoryMiB: hardware?.gpuMemoryMiB?.whole ?? 0,
            gpuCount: hardware?.gpuCount?.whole ?? 1,
            driverVersion: hardware?.driverVersion?.value ?? "",
            cudaVersion: hardware?.cudaVersion?.value ?? "",
            cpuModel: hardware?.cpuModel?.value ?? "",
            cpuCores: hardware?.cpuCores?.whole ?? 0,
            ramGiB: hardware?.ramGiB?.whole ?? 0
        )
    }

    static func model(_ model: ArchiveMetadata.Model?, name: String) -> BenchmarkResult.Model {
        let parameters = model?.parameterSize?.value.flatMap { $0.isEmpty || $0 == "unknown" ? nil : $0 }
        let bytes = model?.sizeBytes?.value ?? 0
        return BenchmarkResult.Model(
            name: name,
            family: ModelTag.family(name),
            parameterCount: parameters ?? ModelTag.parameterCount(name),
            quantization: model?.quantization?.value ?? "",
            sizeGB: bytes > 0 ? bytes / ByteUnits.bytesPerGB : ModelTag.gigabytes(model?.size?.value ?? ""),
            runtime: model?.runtime?.value ?? "ollama",
            runtimeVersion: model?.runtimeVersion?.value ?? "",
            digest: model?.digest?.value
        )
    }

    static func testConfig(
        _ metadata: ArchiveMetadata, context: ContextLength, warmups: Int
    ) -> BenchmarkResult.TestConfig {
        let config = metadata.testConfig
        return BenchmarkResult.TestConfig(
            durationMinutes: config?.durationSeconds?.value.flatMap { Int(exactly: ($0 / 60).rounded()) }
                ?? 0,
            maxTokens: config?.maxTokens?.whole ?? 0,
            promptTypes: config?.promptSet?.value.map { [$0] } ?? [],
            concurrentReqs: config?.parallel?.whole ?? 1,
            warmupRequests: config?.warmupRequests?.whole ?? warmups,
            contextTokens: context.given ?? context.asked,
            temperature: config?.temperature?.value,
            seed: config?.seed?.whole,
            promptSetHash: config?.promptSetHash?.value,
            environment: metadata.environment?.variables
        )
    }

    /// When the measuring started; an archive without that time is dated by its first request.
    static func timestamp(_ metadata: ArchiveMetadata, _ requests: RequestLog) -> Date? {
        metadata.startedAt?.date
            ?? requests.start.map { Date(timeIntervalSince1970: $0) }
            ?? metadata.completedAt?.date
    }

    static func window(_ requests: RequestLog) -> ClosedRange<Double>? {
        guard let start = requests.start, let end = requests.end, start <= end else { return nil }
        return start...end
    }

    /// Why the benchmark did not complete.
    ///
    /// Only our own layout promises an end; the reference often wrote
    /// none.
    static func failure(_ contents: ArchiveContents, _ metadata: ArchiveMetadata) -> String? {
        if let reason = FailureMarker.reason(contents) { return reason }
        guard metadata.benchmarkVersion?.value?.hasPrefix("gpu-shopper") == true else { return nil }
        if metadata.endedBy?.value == "failure" { return "it ended by a failure without saying why" }
        return metadata.completedAt?.value?.isEmpty != false ? "its end was not recorded" : nil
    }
}

extension ReferenceSummary {
    /// Takes over what the raw lines do not hold.
    func addQuality(to figures: inout BenchmarkResult.Figures) {
        figures.matchRate = results?.matchRate?.value
        figures.promptsWithExpected = results?.promptsWithExpected?.whole
        figures.promptsMatching = results?.promptsMatching?.whole
    }
}
