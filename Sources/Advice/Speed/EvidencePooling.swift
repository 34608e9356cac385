import Domain
import Foundation

/// Turns single results into the observations that the speed model solves for.
enum EvidencePooling {
    /// Most observations that are solved for; the cost grows with the cube.
    static let limit = 160

    /// One observation per (GPU, count, model, provider, host), in a fixed order.
    ///
    /// Beyond `limit` hosts are merged; if that is not enough, results of the asked model and the best-founded ones of every
    /// GPU are kept. `odd` has the deviation of each result as ``OddResults`` finds it.
    static func observations(_ evidence: [UsableEvidence], odd: [Double], asked: LanguageModel) -> [SpeedObservation] {
        var groups = grouped(evidence, odd: odd, byHost: true)
        if groups.count > limit { groups = grouped(evidence, odd: odd, byHost: false) }
        if groups.count > limit { groups = thinned(groups, evidence, asked: asked) }
        return groups.map { observation($0.key, rows: $0.rows.map { evidence[$0] }) }
    }

    private struct Key: Hashable, Comparable {
        let gpu: Int
        let count: Int
        let model: String
        let provider: String
        let host: String
        /// Twice the deviation of an odd host, in hundredths; 0 for a healthy one.
        let odd: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.gpu != right.gpu { return left.gpu < right.gpu }
            if left.count != right.count { return left.count < right.count }
            return (left.model, left.provider, left.host, left.odd) < (right.model, right.provider, right.host, right.odd)
        }
    }

    private typealias Group = (key: Key, rows: [Int])

    private static func grouped(_ evidence: [UsableEvidence], odd: [Double], byHost: Bool) -> [Group] {
        var groups: [Key: [Int]] = [:]
        for (position, item) in evidence.enumerated() {
            let key = Key(
                gpu: item.gpu.index, count: item.count, model: item.model.tag, provider: item.provider,
                host: byHost ? item.host ?? "" : "", odd: Int(saturating: (abs(odd[position]) * 200).rounded()))
            groups[key, default: []].append(position)
        }
        return groups.map { (key: $0.key, rows: $0.value) }.sorted { $0.key < $1.key }
    }

    private static func thinned(_ groups: [Group], _ evidence: [UsableEvidence], asked: LanguageModel) -> [Group] {
        var taken: [Int: Int] = [:]
        let ranked = groups.sorted { ($1.rows.count, $0.key) < ($0.rows.count, $1.key) }.map { group in
            let place = taken[group.key.gpu, default: 0]
            taken[group.key.gpu] = place + 1
            return (group: group, place: group.key.model == asked.tag ? place / 4 : place)
        }
        let kept = ranked.sorted { ($0.place, $0.group.key) < ($1.place, $1.group.key) }.prefix(limit)
        return kept.map(\.group).sorted { $0.key < $1.key }
    }

    private static func observation(_ key: Key, rows: [UsableEvidence]) -> SpeedObservation {
        var precision = 0.0
        var sum = 0.0
        for row in rows {
            let weight = 1 / (row.noise * row.noise)
            precision += weight
            sum += weight * row.logRatio
        }
        let deviation = Double(key.odd) / 100
        var hostVariance = SpeedSpread.host * SpeedSpread.host + deviation * deviation
        if key.host.isEmpty { hostVariance /= Double(rows.count) }
        let first = rows[0]
        return SpeedObservation(
            gpu: first.gpu, count: first.count, model: first.model, provider: first.provider,
            host: key.host.isEmpty ? nil : key.host, hostVariance: hostVariance, noiseVariance: max(1e-4, 1 / precision),
            logRatio: sum / precision)
    }

    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
