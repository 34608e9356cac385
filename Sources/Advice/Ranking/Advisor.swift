public import Domain
public import Foundation

/// Ranks offers for a model: the price is the live one, the speed is the evidence.
///
/// Pure and deterministic: the order of offers and evidence does not matter, and time is an argument.
public struct Advisor: Sendable {
    /// What the whole bill assumes.
    public let assumptions: RentalAssumptions
    /// Memory beside weights and keys and values.
    public let overhead: MemoryOverhead

    /// Sets what an advice assumes.
    public init(
        assumptions: RentalAssumptions = RentalAssumptions(), overhead: MemoryOverhead = MemoryOverhead()
    ) {
        self.assumptions = assumptions
        self.overhead = overhead
    }

    /// Judges every offer and ranks those that will do.
    ///
    /// Throws `invalidInput` for an unknown model or GPU and for limits that make no sense. Milliseconds for
    /// thousands of offers: names are read once per spelling, estimates made once per (GPU, count, provider),
    /// sentences on demand. An id that occurs twice is judged once. `hostFaults` names the doubtful results for which
    /// the machine is to blame, see ``HostFault``; `history` lowers the chance that a rental comes up where others just
    /// failed, and leaves out machines that rest.
    public func advise(
        _ request: AdviceRequest, offers: [Offer], evidence: [Evidence], hostFaults: Set<String> = [],
        history: MachineHistory = MachineHistory(), generatedAt: Date
    ) throws(Problem) -> AdviceReport {
        let checked = try request.checked()
        let need = MemoryNeed(
            model: checked.model, contextTokens: request.contextTokens, parallel: request.parallel,
            overhead: overhead)
        var judge = OfferJudge(
            request, checked, need: need, evidence: evidence, hostFaults: hostFaults, history: history, offers: offers,
            assumptions: assumptions, now: generatedAt)
        var candidates: [Candidate] = []
        var excluded: [(order: OfferOrder, exclusion: Exclusion)] = []
        candidates.reserveCapacity(offers.count)
        var seen: Set<OfferID> = []
        seen.reserveCapacity(offers.count)
        for position in offers.indices {
            // A listing read page by page while offers move can repeat one.
            guard seen.insert(offers[position].id).inserted else { continue }
            switch judge.judge(position) {
            case .candidate(let candidate): candidates.append(candidate)
            case .excluded(let kind, let detail):
                let id = offers[position].id
                excluded.append((OfferOrder(id), Exclusion(id, kind, detail)))
            }
        }
        excluded.sort { $0.order < $1.order }
        let left = excluded.map(\.exclusion)
        return AdviceReport(
            model: checked.model.tag, objective: request.objective, generatedAt: generatedAt,
            recommendations: ranked(candidates, offers, judge), excluded: left,
            summary: summary(left, count: seen.count, judge))
    }

    private func ranked(_ candidates: [Candidate], _ offers: [Offer], _ judge: OfferJudge) -> [Recommendation] {
        struct Standing {
            let score: Double
            let price: Int64
            let index: Int
        }
        var order = candidates.indices.map {
            Standing(score: candidates[$0].score, price: candidates[$0].priceMicros, index: $0)
        }
        order.sort { left, right in
            if left.score != right.score { return left.score > right.score }
            if left.price != right.price { return left.price < right.price }
            return offers[candidates[left.index].position].id < offers[candidates[right.index].position].id
        }
        let front = ParetoFront.members(candidates)
        return order.indices.map { place in
            let index = order[place].index
            return judge.recommendation(
                candidates[index], rank: place + 1, isParetoOptimal: front[index])
        }
    }

    private func summary(_ excluded: [Exclusion], count: Int, _ judge: OfferJudge) -> AdviceSummary {
        var counts: [ExclusionKind: Int] = [:]
        var nearest: Double?
        for exclusion in excluded {
            counts[exclusion.kind, default: 0] += 1
            if let lacks = exclusion.lacksGiB { nearest = min(lacks, nearest ?? lacks) }
        }
        return AdviceSummary(
            quantization: judge.speed.model.quantization, memory: judge.need, offerCount: count,
            excludedCounts: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }),
            nearestMissGiB: nearest, evidenceUsed: judge.speed.usedCount)
    }
}
