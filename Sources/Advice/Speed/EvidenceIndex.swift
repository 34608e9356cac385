/// Which results stand behind an estimate: the counts and ids, not the arithmetic.
struct EvidenceIndex: Sendable {
    struct Machine: Hashable, Sendable {
        let provider: String
        let id: String
    }
    private struct Place: Hashable, Sendable {
        let gpu: Int
        let count: Int
        let provider: String
    }

    private var atPlace: [Place: [String]] = [:]
    private var ofModel: [Int: [String]] = [:]
    private var ofOthers: [Int: [String]] = [:]
    private(set) var machines: Set<Machine> = []

    init(_ evidence: [UsableEvidence], model: LanguageModel) {
        for item in evidence {
            if let host = item.host, host.hasPrefix(UsableEvidence.machine("")) {
                machines.insert(Machine(provider: item.provider, id: String(host.dropFirst(UsableEvidence.machine("").count))))
            }
            guard item.model.tag == model.tag else {
                ofOthers[item.gpu.index, default: []].append(item.id)
                continue
            }
            ofModel[item.gpu.index, default: []].append(item.id)
            atPlace[Place(gpu: item.gpu.index, count: item.count, provider: item.provider), default: []].append(item.id)
        }
    }

    func basis(gpu: GPU, count: Int, provider: String) -> (SpeedBasis, [String]) {
        if let ids = atPlace[Place(gpu: gpu.index, count: count, provider: provider)] { return (.measured, ids) }
        if let ids = ofModel[gpu.index] ?? ofOthers[gpu.index] { return (.transferred, ids) }
        return (.predicted, [])
    }
}
