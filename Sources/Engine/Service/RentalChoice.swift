public import Advice
public import Domain

/// How somebody says which machine to rent.
public enum RentalChoice: Sendable {
    /// That very offer.
    case offer(OfferID)
    /// The first of the advice.
    case advice(AdviceRequest)
}
