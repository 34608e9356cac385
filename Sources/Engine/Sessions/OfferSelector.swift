import Advice
public import Domain
import Foundation
public import Storage

/// Picks the offer that a benchmark session rents next.
public struct OfferSelector: Sendable {
    let inventory: Inventory
    let store: Store
    let time: any TimeSource
    let deadlines: Deadlines

    /// Joins what it needs.
    public init(inventory: Inventory, store: Store, time: any TimeSource, deadlines: Deadlines) {
        self.inventory = inventory
        self.store = store
        self.time = time
        self.deadlines = deadlines
    }

    /// The best live offer that was not tried yet and whose worst case fits into `remaining`.
    ///
    /// Asks the providers (network). Other machines come first; with a named offer, the same GPU comes first when that
    /// offer is gone. A named offer is taken even on a machine that delivered doubtful results: who names it knows.
    /// Throws `.noOffer` or `.budget` with what would have to change.
    public func choose(for plan: SessionPlan, tried: [Attempt], remaining: USD) async throws -> OfferChoice {
        let snapshot = try await inventory.snapshot(
            of: plan.providers, matching: OfferQuery(diskGB: plan.diskGB), allowingOld: false)
        let evidence = try await AdviceEvidence(from: store)
        let triedOffers = Set(tried.map(\.offer.id))
        let named = plan.offer.flatMap { triedOffers.contains($0) ? nil : $0 }
        var request = AdviceRequest(model: plan.model)
        request.contextTokens = plan.contextTokens
        request.gpu = plan.gpu
        request.includeSuspected = named != nil
        let now = time.now
        let advice = try Advisor().advise(
            request, offers: snapshot.offers, evidence: evidence.results, hostFaults: evidence.hostFaults,
            history: evidence.history(at: now), generatedAt: now)
        var candidates = advice.recommendations.compactMap { row in
            snapshot.offers.first { $0.id == row.offerID }.map { (offer: $0, row: row) }
        }
        let triedMachines = Set(tried.compactMap(\.offer.machineID))
        if let named {
            guard let match = candidates.first(where: { $0.offer.id == named }) else {
                throw missing(named, in: advice, snapshot: snapshot)
            }
            candidates = [match]
        } else if plan.offer != nil, let gpu = tried.first?.offer.gpuName {
            candidates = candidates.filter { $0.offer.gpuName == gpu } + candidates.filter { $0.offer.gpuName != gpu }
        }
        let fresh = candidates.filter { !triedOffers.contains($0.offer.id) }
        let ordered =
            fresh.filter { $0.offer.machineID.map { !triedMachines.contains($0) } ?? true }
            + fresh.filter { $0.offer.machineID.map(triedMachines.contains) ?? false }
        guard !ordered.isEmpty else { throw nothingLeft(plan, advice: advice, tried: tried.count) }
        var cheapest: WorstCase?
        for candidate in ordered {
            let worst = WorstCase(offer: candidate.offer, plan: plan, modelBytes: ModelSize.bytes(of: plan.model), deadlines: deadlines)
            if worst.total <= remaining {
                return OfferChoice(offer: candidate.offer, recommendation: candidate.row, worstCase: worst)
            }
            cheapest = min(cheapest ?? worst, worst) { $0.total < $1.total }
        }
        throw overBudget(plan, named: named, need: cheapest?.total ?? .zero, remaining: remaining)
    }

    private func overBudget(_ plan: SessionPlan, named: OfferID?, need: USD, remaining: USD) -> Problem {
        let left =
            remaining == plan.budget ? "a budget of \(MoneyText.limit(remaining))" : "the \(MoneyText.limit(remaining)) that is left"
        let what = named.map { "the worst case of \($0)" } ?? "the cheapest offer's worst case"
        return Problem(
            .budget, "\(what), \(MoneyText.enough(need)), does not fit into \(left)",
            hint: "Raise --budget to at least \(MoneyText.enough(need + plan.budget - remaining)), or shorten --duration.")
    }

    private func min(_ left: WorstCase, _ right: WorstCase, by less: (WorstCase, WorstCase) -> Bool) -> WorstCase {
        less(right, left) ? right : left
    }

    private func missing(_ id: OfferID, in advice: AdviceReport, snapshot: InventorySnapshot) -> Problem {
        if let exclusion = advice.excluded.first(where: { $0.offerID == id }) {
            return Problem(
                .noOffer, "offer \(id) cannot run \(advice.model): \(exclusion.reason)",
                hint: "See 'gpu-shopper advise --model \(advice.model)' for offers that can.")
        }
        return Problem(
            .staleInventory, "offer \(id) is not for rent now",
            hint: "Offers last minutes; run 'gpu-shopper advise --model \(advice.model)' again.")
    }

    private func nothingLeft(_ plan: SessionPlan, advice: AdviceReport, tried: Int) -> Problem {
        let scope = plan.gpu.map { " on a \($0)" } ?? ""
        let after = tried == 0 ? "" : " after \(tried) that failed"
        return Problem(
            .noOffer, "no offer for \(plan.model)\(scope) is left\(after)",
            hint: (advice.nearestMiss.map { "The nearest is \($0.offerID): \($0.reason). " } ?? "")
                + "Try again in some minutes\(plan.gpu == nil ? "" : ", or without --gpu").")
    }
}
