public import Domain
import Foundation

/// The speed estimator for one model, fitted once on the evidence and then asked many times.
///
/// Time per token is physics (`SpeedClass`) times a correction. The correction's logarithm is the sum of deviations of the
/// class of cards, the card, the model, the (card, model) pair, the provider and the host, each with a known spread; the
/// evidence determines them jointly. That is partial pooling: a level with many results follows them, a level with few
/// stays near the level above. Pure and deterministic: the order of the evidence does not matter.
public struct SpeedModel: Sendable {
    /// The model that estimates are about.
    public let model: LanguageModel
    /// How many results could be used.
    public let usedCount: Int

    let observations: [SpeedObservation]
    private let root: Cholesky
    private let weights: [Double]
    private let index: EvidenceIndex

    /// Fits on everything valid in `evidence`; results about unknown GPUs or models are left out.
    public init(model: LanguageModel, evidence: [Evidence]) {
        var names: [String: [Int: GPU?]] = [:]
        let usable = evidence.compactMap { item in
            UsableEvidence(item, asked: model) { name, memoryMiB in
                if let known = names[name]?[memoryMiB] { return known }
                let gpu = GPUCatalogue.match(name: name, memoryMiB: memoryMiB).gpu
                names[name, default: [:]][memoryMiB] = .some(gpu)
                return gpu
            }
        }.sorted { ($0.id, $0.logRatio) < ($1.id, $1.logRatio) }
        self.model = model
        usedCount = usable.count
        let odd = OddResults(usable).deviations
        index = EvidenceIndex(usable, odd: odd, model: model)
        observations = EvidencePooling.observations(usable, odd: odd, asked: model)
        let size = observations.count
        var matrix = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<row {
                matrix[row * size + column] = observations[row].covariance(with: observations[column])
            }
            matrix[row * size + row] = observations[row].variance + observations[row].noiseVariance
        }
        root = Cholesky(matrix, size: size)
        weights = root.solve(observations.map(\.logRatio))
    }

    /// Whether any machine is known by its id; where none is, asking for one is a waste.
    var knowsMachines: Bool { !index.machines.isEmpty }

    /// Whether this machine was measured, whatever the model.
    public func knows(machineID: String, provider: String) -> Bool {
        index.machines.contains(EvidenceIndex.Machine(provider: provider.lowercased(), id: machineID))
    }

    /// What to expect at a place.
    public func estimate(for target: SpeedTarget) -> SpeedEstimate {
        let physics = SpeedPhysics(model: model, gpu: target.gpu)
        let provider = target.provider.lowercased()
        let known = target.machineID.map { knows(machineID: $0, provider: provider) } ?? false
        let host = known ? target.machineID.map(UsableEvidence.machine) : nil
        let ownHost = observations.filter { host != nil && $0.host == host && $0.provider == provider }.map(\.hostVariance).max()
        let place = SpeedObservation(
            gpu: target.gpu, count: target.gpuCount, model: model, provider: provider, host: host,
            hostVariance: ownHost ?? SpeedSpread.host * SpeedSpread.host, noiseVariance: 0, logRatio: 0)
        let shared = observations.map { place.covariance(with: $0) }
        var correction = 0.0
        for (weight, value) in zip(weights, shared) { correction += weight * value }
        let explained = root.forward(shared).reduce(0) { $0 + $1 * $1 }
        // What no measurement removes: one run differs from the next on the same host.
        let spread = (max(0, place.variance - explained) + 0.015 * 0.015).squareRoot()
        let rate = 1 / (physics.seconds * exp(correction))
        let width = exp(SpeedSpread.halfWidth * spread)
        let foundation = index.foundation(gpu: target.gpu, count: target.gpuCount, provider: provider, host: host)
        return SpeedEstimate(
            tokensPerSecond: rate, low: rate / width, high: rate * width, basis: foundation.basis,
            evidenceCount: foundation.ids.count, evidenceIDs: foundation.ids, setAsideCount: foundation.setAside,
            explanation: explanation(
                target, physics: physics, correction: 1 / exp(correction), foundation: foundation, known: known,
                spread: width - 1),
            knowsMachine: known, readShare: physics.readShare)
    }

    private func explanation(
        _ target: SpeedTarget, physics: SpeedPhysics, correction: Double, foundation: EvidenceIndex.Foundation,
        known: Bool, spread: Double
    ) -> [String] {
        let level = SpeedClass(target.gpu)
        var lines = [
            "physics: \(model.layers) layers x \(Figure.fixed(level.launchMicroseconds, 0)) us + "
                + "\(Figure.fixed(model.bytesPerToken / ByteUnits.bytesPerGB, 1)) GB at \(Figure.fixed(level.efficiency * 100, 0)) % of "
                + "\(Figure.fixed(target.gpu.bandwidthGBps, 0)) GB/s = \(Figure.fixed(physics.seconds * 1000, 1)) ms per token, "
                + "\(Figure.fixed(1 / physics.seconds, 0)) tok/s",
            "evidence corrects the speed by \(Figure.signedPercent(correction))",
        ]
        let count = foundation.ids.count
        switch foundation.basis {
        case .measured: lines.append("\(Figure.count(count, "result")) of this GPU and model at \(target.provider)")
        case .transferred: lines.append("\(Figure.count(count, "result")) of this GPU, with other models or at other places")
        case .predicted: lines.append("no result to go by: predicted from its class and its memory bandwidth")
        }
        if foundation.setAside > 0 {
            let results = Figure.count(foundation.setAside, "result")
            lines.append("\(results) of this GPU on machines far off the rest: they describe those machines alone")
        }
        if known { lines.append("this very machine was measured") }
        if model.isMixtureOfExperts { lines.append("mixture of experts: the bytes read per token are an estimate") }
        if target.gpuCount > 1 { lines.append("\(target.gpuCount) GPUs add memory, not speed: layers run one after the other") }
        lines.append("nine in ten healthy hosts lie within about \(Figure.fixed(spread * 100, 0)) %")
        return lines
    }
}
