import Domain
import Foundation

/// The constraints of a request that an offer states itself.
struct OfferFilter {
    private let request: AdviceRequest
    private var places: [String: Bool] = [:]
    /// Whether there is anything to check.
    let isActive: Bool

    init(_ request: AdviceRequest) {
        self.request = request
        isActive =
            request.provider != nil || request.location != nil || request.minReliability != nil
            || !request.includeUnverified
    }

    /// Why the offer is outside of what was asked, or `nil`.
    mutating func mismatch(_ offer: Offer) -> String? {
        if let provider = request.provider, offer.provider != provider {
            return "rented by \(offer.provider), not \(provider)"
        }
        if let place = request.location, !isIn(offer.location, place) {
            return offer.location.isEmpty ? "it states no place" : "in \(offer.location), not \(place)"
        }
        if let least = request.minReliability {
            guard let reliability = offer.reliability else { return "it states no reliability" }
            if !(reliability >= least) {
                return "reliability \(Figure.fixed(reliability, 3)), at least \(Figure.fixed(least, 3)) asked"
            }
        }
        if !offer.verified, !request.includeUnverified { return "the provider has not verified this host" }
        return nil
    }

    /// Remembered per place: a market has few places and comparing without case is slow.
    private mutating func isIn(_ location: String, _ place: String) -> Bool {
        if let known = places[location] { return known }
        let answer = location.range(of: place, options: .caseInsensitive) != nil
        places[location] = answer
        return answer
    }
}
