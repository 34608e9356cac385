import Advice
import Domain

/// The offer that a rental begins with, as it was last seen.
struct RentableOffer: Sendable {
    /// With the disk that will be rented.
    let offer: Offer
    /// Why it was taken, where advice took it.
    let recommendation: Recommendation?
}
