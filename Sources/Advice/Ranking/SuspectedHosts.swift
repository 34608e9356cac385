import Domain

/// Machines that delivered untrustworthy results more than once.
///
/// Such results are never used for an estimate, but two of them from one machine say something about the machine.
struct SuspectedHosts: Sendable {
    private let reasons: [EvidenceIndex.Machine: String]

    init(_ evidence: [Evidence]) {
        var doubtful: [EvidenceIndex.Machine: [Evidence]] = [:]
        var valid: [EvidenceIndex.Machine: Int] = [:]
        for item in evidence {
            guard let id = item.machineID, !id.isEmpty else { continue }
            let machine = EvidenceIndex.Machine(provider: item.provider.lowercased(), id: id)
            if item.verdict == .valid { valid[machine, default: 0] += 1 } else { doubtful[machine, default: []].append(item) }
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
        let shares = items.compactMap { item -> Double? in
            guard item.tokensPerSecond > 0, let model = ModelCatalogue.lookUp(item.model).model,
                let gpu = GPUCatalogue.match(name: item.gpuName, memoryMiB: item.gpuMemoryMiB).gpu
            else { return nil }
            return item.tokensPerSecond * SpeedPhysics(model: model, gpu: gpu).seconds
        }
        let times = items.count == 2 ? "twice" : "\(items.count) times"
        guard !shares.isEmpty else { return "host suspected: its results were doubtful \(times)" }
        let share = EvidencePooling.median(shares)
        guard share < 0.9 else { return "host suspected: its results were doubtful \(times)" }
        return "host suspected: delivered \(Figure.fixed(share * 100, 0)) % of its speed \(times)"
    }
}
