import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// What is for rent on demand, cheapest first, priced with the disk of `query`.
    ///
    /// The service allows a number of searches per day: past it this throws `.rateLimited` at once.
    public func offers(matching query: OfferQuery) async throws -> OfferListing {
        let search = VastSearch(
            query, verifiedOnly: options.verifiedOnly, minimumReliability: options.minimumReliability)
        var call = try VastCall(.searchOffers, .post, "/api/v0/bundles/").sending(search)
        // One offer takes about 3 kB.
        call.limit = 128 * 1024 * 1024
        let answer = try await reporting(.searchOffers) {
            try await patiently(call) { [429, 502, 503, 504].contains($0.status) && !$0.isQuotaExhausted }
        }
        guard answer.isSuccess else { throw answer.problem }
        return try await listing(in: answer, diskGB: query.diskGB)
    }

    @concurrent
    private func listing(in answer: VastAnswer, diskGB: Int) async throws -> OfferListing {
        let items = try answer.decoded(as: VastOfferList.self).offers
        let date = time.now
        var offers: [Offer] = []
        var skipped: [String] = []
        var seen: Set<OfferID> = []
        for (index, item) in items.enumerated() {
            guard let row = item.item else {
                skipped.append("item \(index + 1): not an offer")
                continue
            }
            do {
                let offer = try row.offer(pricedWith: diskGB, options: options, at: date)
                guard seen.insert(offer.id).inserted else {
                    skipped.append("\(offer.id): listed twice")
                    continue
                }
                offers.append(offer)
            } catch {
                let name = row.id.map { "\(OfferID(provider: .vastai, local: String($0)))" } ?? "item \(index + 1)"
                skipped.append("\(name): \(error.reason)")
            }
        }
        return OfferListing(offers: offers, skipped: skipped)
    }
}
