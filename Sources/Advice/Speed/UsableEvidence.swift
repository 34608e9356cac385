import Domain
import Foundation

/// One result that the speed model may use, with its names resolved.
struct UsableEvidence: Sendable {
    let id: String
    let gpu: GPU
    let count: Int
    let model: LanguageModel
    let provider: String
    let host: String?
    let source: BenchmarkResult.Source
    /// Log of measured over physical time per token.
    let logRatio: Double

    /// `nil` for anything but a valid result about a known GPU and a known model.
    ///
    /// `asked` is the model of the question,
    /// which may be one that the catalogue lacks.
    init?(_ evidence: Evidence, asked: LanguageModel, match: (String, Int) -> GPU?) {
        let rate = evidence.tokensPerSecond
        guard evidence.verdict == .valid, rate.isFinite, rate > 0, evidence.gpuCount > 0 else { return nil }
        let named = ModelCatalogue.normalized(evidence.model)
        let found = named == asked.tag ? asked : ModelCatalogue.lookUp(evidence.model).model
        guard let model = found, let gpu = match(evidence.gpuName, evidence.gpuMemoryMiB) else { return nil }
        id = evidence.benchmarkID
        self.gpu = gpu
        count = evidence.gpuCount
        self.model = model
        provider = evidence.provider.lowercased()
        host = Self.host(machineID: evidence.machineID, location: evidence.location)
        source = evidence.source
        logRatio = log(1 / rate / SpeedPhysics(model: model, gpu: gpu).seconds)
    }

    /// A machine where one is named; else the place, since a site's machines are more alike than two sites.
    static func host(machineID: String?, location: String) -> String? {
        if let machineID, !machineID.isEmpty { return machine(machineID) }
        let place = location.lowercased()
        return place.isEmpty || place == "unknown" ? nil : "place " + place
    }

    static func machine(_ id: String) -> String { "machine " + id }

    /// Spread of one result around its host: our own pipeline pins the settings, others did not.
    var noise: Double {
        switch source {
        case .measured: 0.01
        case .imported: 0.02
        case .published, .submitted: 0.03
        }
    }
}
