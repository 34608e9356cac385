import Domain
import Foundation

/// Machines that are to blame for untrustworthy results more than once.
///
/// Such results are never used for an estimate, but two of them from one machine say something about the machine. What
/// counts is what only a machine can do: a fault that its result names, or a speed far below the card's. Runs that were
/// stopped or too short are ours.
struct SuspectedHosts: Sendable {
    private let reasons: [EvidenceIndex.Machine: String]

    /// `hostFaults` are the ids of doubtful results whose own reasons blame the machine.
    init(_ evidence: [Evidence], hostFaults: Set<String>) {
        var doubtful: [EvidenceIndex.Machine: [Evidence]] = [:]
        var valid: [EvidenceIndex.Machine: Int] = [:]
        for item in evidence {
            guard let id = item.machineID, !id.isEmpty else { continue }
            let machine = EvidenceIndex.Machine(provider: item.provider.lowercased(), id: id)
            if item.verdict == .valid {
                valid[machine, default: 0] += 1
            } else if hostFaults.contains(item.benchmarkID) || Self.isFarTooSlow(item) {
                doubtful[machine, default: []].append(item)
            }
        }
        reasons = doubtful.compactMapValues { items in
            guard items.count >= 2 else { return nil }
            return Self.reason(items)
        }.filter { machine, _ in (doubtful[machine]?.count ?? 0) > valid[machine, default: 0] }
    }

    func reason(_ position: Int, _ offers: [Offer]) -> String? {
        guard !reasons.isEmpty, let machineID = offers[position].machineID else { return nil }
        return reasons[EvidenceIndex.Machine(provider: offers[position].provider.rawValue, id: machineID)]
    }

    private static func reason(_ items: [Evidence]) -> String {
        let shares = items.compactMap { speed(of: $0)?.share }
        let times = items.count == 2 ? "twice" : "\(items.count) times"
        guard !shares.isEmpty else { return "host suspected: its results were doubtful \(times)" }
        let share = EvidencePooling.median(shares)
        guard share < 0.9 else { return "host suspected: its results were doubtful \(times)" }
        return "host suspected: delivered \(Figure.fixed(share * 100, 0)) % of its speed \(times)"
    }

    /// Slower than healthy machines can differ, whatever the card and the model.
    private static func isFarTooSlow(_ item: Evidence) -> Bool {
        speed(of: item).map { $0.share < $0.least } ?? false
    }

    /// The speed against physics, and the least share that a healthy machine may have.
    private static func speed(of item: Evidence) -> (share: Double, least: Double)? {
        guard item.tokensPerSecond > 0, let model = ModelCatalogue.lookUp(item.model).model,
            let gpu = GPUCatalogue.match(name: item.gpuName, memoryMiB: item.gpuMemoryMiB).gpu
        else { return nil }
        let level = SpeedClass(gpu)
        let spread = SpeedSpread.healthy(model, beside: [level.classSpread, level.gpuSpread])
        return (item.tokensPerSecond * SpeedPhysics(model: model, gpu: gpu).seconds, exp(-SpeedSpread.oddFrom * spread))
    }
}
