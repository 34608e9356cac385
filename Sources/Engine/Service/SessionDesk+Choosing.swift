import Advice
import Domain
import Foundation

extension SessionDesk {
    /// The offer that was asked for, judged on what was last seen of the market; asks no provider.
    ///
    /// Throws `.notFound` for an offer that nobody shows, `.noOffer` when none does what was asked.
    func offer(for request: RentalRequest, diskGB: Int, template: Template?) async throws -> RentableOffer {
        switch request.choice {
        case .offer(let id):
            return RentableOffer(offer: try await market.offer(id, diskGB: diskGB), recommendation: nil)
        case .advice(let question):
            let known = try await market.known(of: question.provider.map { [$0] } ?? [], diskGB: diskGB)
            let suitable = template.map { template in known.offers.filter { template.objection(to: $0) == nil } } ?? known.offers
            let advice = try await AdviceDesk(store: store, time: time).advise(question, offers: suitable)
            guard let first = advice.recommendations.first, let offer = suitable.first(where: { $0.id == first.offerID }) else {
                throw Problem(
                    .noOffer, "no offer for \(advice.model) does what was asked",
                    hint: advice.nearestMiss.map { "The nearest is \($0.offerID): \($0.reason)." }
                        ?? "Ask for less, or try again in some minutes.")
            }
            return RentableOffer(offer: offer, recommendation: first)
        }
    }
}

extension RentalRequest {
    /// The same with the model that the machine is for, where advice about one is to be taken.
    func namingItsModel() throws -> RentalRequest {
        guard case .advice(let question) = choice, model == nil else { return self }
        var request = self
        request.model = try KnownModel(question.model).tag
        return request
    }
}
