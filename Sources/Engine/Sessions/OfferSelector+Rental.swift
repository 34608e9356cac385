import Advice
import Domain
import Foundation

extension OfferSelector {
    /// The next offer for a session: by advice for a benchmark, by what was agreed to for a rental.
    func choose(for session: Session, remaining: USD) async throws -> OfferChoice {
        guard let terms = session.plan.rental else {
            return try await choose(for: session.plan, tried: session.attempts, remaining: remaining)
        }
        let snapshot = try await inventory.snapshot(
            of: session.plan.providers, matching: OfferQuery(diskGB: session.plan.diskGB), allowingOld: false)
        let tried = Set(session.attempts.map(\.offer.id))
        let ordered: [Offer]
        if let named = session.plan.offer, !tried.contains(named) {
            ordered = [try offer(named, in: snapshot.offers, agreed: terms.agreedPricePerHour)]
        } else {
            let history = try await MachineHistory(from: store, at: time.now)
            let rested = snapshot.offers.filter { history.machines[$0.machineKey]?.restsUntil == nil }
            ordered = replacements(for: session, terms: terms, among: rested)
        }
        guard !ordered.isEmpty else {
            throw Problem(
                .noOffer,
                "no offer like \(session.plan.offer?.rawValue ?? "the one asked for") is left after \(session.attempts.count) that failed",
                hint: "Try again in some minutes, or with a wider retry scope.")
        }
        for offer in ordered {
            let worst = WorstCase(renting: offer, until: session.useEndsAt, from: time.now, deadlines: deadlines)
            if worst.total <= remaining { return OfferChoice(offer: offer, recommendation: nil, worstCase: worst) }
        }
        throw Problem(
            .budget, "what is left for session \(session.id), \(MoneyText.limit(remaining)), does not cover another machine until its end",
            hint: "Start a new session.")
    }

    /// The offer that was asked for, at the price that was agreed to.
    private func offer(_ id: OfferID, in offers: [Offer], agreed: USD) throws -> Offer {
        guard let offer = offers.first(where: { $0.id == id }) else {
            throw Problem(.staleInventory, "offer \(id) is not for rent any more", hint: "Refresh the inventory and take another one.")
        }
        guard offer.pricePerHour <= agreed else {
            throw Problem(
                .staleInventory,
                "the price of \(id) rose from \(MoneyText.dollars(agreed)) to \(MoneyText.dollars(offer.pricePerHour)) an hour",
                hint: "Refresh the inventory and decide again.")
        }
        return offer
    }

    /// Other offers within the retry scope, other machines first, then the cheapest.
    private func replacements(for session: Session, terms: RentalTerms, among offers: [Offer]) -> [Offer] {
        guard let first = session.attempts.first?.offer else { return [] }
        let tried = Set(session.attempts.map(\.offer.id))
        let machines = Set(session.attempts.compactMap(\.offer.machineID))
        let most = Double(terms.agreedPricePerHour.micros) * terms.retryScope.priceFactor
        let memory = terms.gpuMemoryMiB ?? first.gpuMemoryMiB ?? 0
        let fitting = offers.filter { offer in
            guard !tried.contains(offer.id), Double(offer.pricePerHour.micros) <= most, offer.gpuCount >= first.gpuCount else {
                return false
            }
            switch terms.retryScope {
            case .sameGPU: return offer.provider == first.provider && offer.gpuName == first.gpuName
            case .sameMemory: return offer.provider == first.provider && (offer.gpuMemoryMiB ?? 0) >= memory
            case .any: return (offer.gpuMemoryMiB ?? 0) >= memory
            }
        }
        return fitting.sorted { left, right in
            let (leftTried, rightTried) = (left.machineID.map(machines.contains) ?? false, right.machineID.map(machines.contains) ?? false)
            guard leftTried == rightTried else { return rightTried }
            return (left.pricePerHour, left.id) < (right.pricePerHour, right.id)
        }
    }
}
