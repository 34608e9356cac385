public import Domain
public import Foundation

/// A provider's answer to a search, as it was stored.
public struct CachedOffers: Hashable, Sendable {
    /// What was for rent.
    public let offers: [Offer]
    /// When the provider answered.
    public let fetchedAt: Date

    /// Joins both.
    public init(offers: [Offer], fetchedAt: Date) {
        self.offers = offers
        self.fetchedAt = fetchedAt
    }
}
