public import Advice
public import Domain

/// An offer to rent, why, and what it can cost at most.
public final class OfferChoice: Sendable {
    /// The offer.
    public let offer: Offer
    /// Its row of the advice; `nil` for a rental that names no model.
    public let recommendation: Recommendation?
    /// The most that one attempt on it can cost.
    public let worstCase: WorstCase

    init(offer: Offer, recommendation: Recommendation?, worstCase: WorstCase) {
        self.offer = offer
        self.recommendation = recommendation
        self.worstCase = worstCase
    }
}
