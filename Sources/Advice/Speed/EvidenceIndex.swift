/// Which results stand behind an estimate: the counts and ids, not the arithmetic.
struct EvidenceIndex: Sendable {
    struct Machine: Hashable, Sendable {
        let provider: String
        let id: String
    }

    /// What an estimate may name as its foundation.
    struct Foundation {
        let basis: SpeedBasis
        let ids: [String]
        /// Results of the GPU that say nothing about the place: their own hosts are far off the rest.
        let setAside: Int
    }

    private struct Place: Hashable, Sendable {
        let gpu: Int
        let count: Int
        let provider: String
    }

    private struct Entry: Sendable {
        let id: String
        let provider: String
        let host: String?
        let isOdd: Bool
    }

    private var atPlace: [Place: [Entry]] = [:]
    private var ofModel: [Int: [Entry]] = [:]
    private var ofOthers: [Int: [Entry]] = [:]
    private(set) var machines: Set<Machine> = []

    /// `odd` has the deviation of each result as ``OddResults`` finds it.
    init(_ evidence: [UsableEvidence], odd: [Double], model: LanguageModel) {
        for (item, deviation) in zip(evidence, odd) {
            if let host = item.host, host.hasPrefix(UsableEvidence.machine("")) {
                machines.insert(Machine(provider: item.provider, id: String(host.dropFirst(UsableEvidence.machine("").count))))
            }
            let entry = Entry(id: item.id, provider: item.provider, host: item.host, isOdd: deviation != 0)
            guard item.model.tag == model.tag else {
                ofOthers[item.gpu.index, default: []].append(entry)
                continue
            }
            ofModel[item.gpu.index, default: []].append(entry)
            atPlace[Place(gpu: item.gpu.index, count: item.count, provider: item.provider), default: []].append(entry)
        }
    }

    /// What speaks about `count` cards at a provider, on the host named or on any.
    func foundation(gpu: GPU, count: Int, provider: String, host: String?) -> Foundation {
        func counts(_ entry: Entry) -> Bool {
            !entry.isOdd || (host != nil && entry.host == host && entry.provider == provider)
        }
        func ids(_ entries: [Entry]?) -> [String] { (entries ?? []).filter(counts).map(\.id) }
        let ofGPU = (ofModel[gpu.index] ?? []) + (ofOthers[gpu.index] ?? [])
        let setAside = ofGPU.count { !counts($0) }
        let here = ids(atPlace[Place(gpu: gpu.index, count: count, provider: provider)])
        guard here.isEmpty else { return Foundation(basis: .measured, ids: here, setAside: setAside) }
        let sameModel = ids(ofModel[gpu.index])
        let elsewhere = sameModel.isEmpty ? ids(ofOthers[gpu.index]) : sameModel
        return Foundation(basis: elsewhere.isEmpty ? .predicted : .transferred, ids: elsewhere, setAside: setAside)
    }
}
