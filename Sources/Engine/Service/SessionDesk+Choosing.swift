import Advice
import Domain
import Foundation
import Storage

extension SessionDesk {
    /// The disk of a machine that nobody said anything about.
    private static let usualDiskGB = 40

    /// The offer that was asked for, judged on what was last seen of the market; asks no provider.
    ///
    /// Throws `.notFound` for an offer that nobody shows, `.noOffer` when none does what was asked.
    func offer(for request: RentalRequest) async throws -> RentableOffer {
        switch request.choice {
        case .offer(let id):
            let disk = request.diskGB ?? Self.usualDiskGB
            return RentableOffer(offer: try await market.offer(id, diskGB: disk), recommendation: nil, model: nil)
        case .advice(let question):
            let model = try KnownModel(question.model)
            let disk = request.diskGB ?? max(Self.usualDiskGB, model.diskGB)
            let known = try await market.known(of: question.provider.map { [$0] } ?? [], diskGB: disk)
            let advice = try await AdviceDesk(store: store, time: time).advise(question, offers: known.offers)
            guard let first = advice.recommendations.first, let offer = known.offers.first(where: { $0.id == first.offerID }) else {
                throw Problem(
                    .noOffer, "no offer for \(advice.model) does what was asked",
                    hint: advice.nearestMiss.map { "The nearest is \($0.offerID): \($0.reason)." }
                        ?? "Ask for less, or try again in some minutes.")
            }
            return RentableOffer(offer: offer, recommendation: first, model: model.tag)
        }
    }
}
