/// Results that lie further from the rest of their kind than healthy hosts differ.
///
/// About one host in ten is simply bad. Its result still describes that machine, so the deviation is put down to the host:
/// it hardly moves the estimate for others and is no evidence about them. The machine is the unit: many results of one
/// host are one vote.
struct OddResults {
    /// For each result its distance, as a log ratio, from what its card does elsewhere; 0 for an ordinary one.
    let deviations: [Double]

    /// A host, or a single result whose host is unknown.
    private enum Voter: Hashable {
        case host(provider: String, name: String)
        case result(Int)
    }

    private struct Vote {
        let gpu: GPU
        let logRatio: Double
    }

    /// Votes from which on a median can tell the odd one out.
    private static let quorum = 3

    init(_ evidence: [UsableEvidence]) {
        let votes = Self.votes(evidence)
        var centres: [Int: (logRatio: Double, spreads: [Double])] = [:]
        deviations = evidence.map { item in
            let centre = centres[item.gpu.index] ?? Self.centre(of: item.gpu, votes)
            centres[item.gpu.index] = centre
            let deviation = item.logRatio - centre.logRatio
            let usual = SpeedSpread.healthy(item.model, beside: centre.spreads)
            return abs(deviation) > SpeedSpread.oddFrom * usual ? deviation : 0
        }
    }

    /// The median of the card's hosts; of few hosts nobody can say which is the odd one, so the card's relatives decide,
    /// and physics where they are few too.
    private static func centre(of gpu: GPU, _ votes: [Vote]) -> (logRatio: Double, spreads: [Double]) {
        let own = votes.filter { $0.gpu == gpu }.map(\.logRatio)
        if own.count >= quorum { return (EvidencePooling.median(own), []) }
        let level = SpeedClass(gpu)
        let relatives = votes.filter { $0.gpu != gpu && SpeedClass($0.gpu) == level }.map(\.logRatio)
        if relatives.count >= quorum { return (EvidencePooling.median(relatives), [level.gpuSpread, level.gpuSpread]) }
        return (0, [level.gpuSpread, level.classSpread])
    }

    private static func votes(_ evidence: [UsableEvidence]) -> [Vote] {
        struct Key: Hashable {
            let gpu: Int
            let voter: Voter
        }
        var rows: [Key: [UsableEvidence]] = [:]
        for (position, item) in evidence.enumerated() {
            let voter = item.host.map { Voter.host(provider: item.provider, name: $0) } ?? .result(position)
            rows[Key(gpu: item.gpu.index, voter: voter), default: []].append(item)
        }
        return rows.values.compactMap { rows in
            rows.first.map { Vote(gpu: $0.gpu, logRatio: EvidencePooling.median(rows.map(\.logRatio))) }
        }
    }
}
