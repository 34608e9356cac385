import Domain
public import Engine
public import Foundation

/// A page of what is for rent.
public struct InventoryShape: Codable, Sendable {
    /// What one provider contributed.
    public struct Source: Codable, Sendable {
        /// Which one.
        public let name: String
        /// Whether it could be asked.
        public let ok: Bool
        /// Offers of its answer.
        public let offers: Int
        /// Items of it that could not be used.
        public let skipped: Int
        /// When they were read.
        public let fetched_at: Date?
        /// Why they are missing or old.
        public let error: String?
    }

    /// The cheapest first.
    public let offers: [OfferShape]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// Who was asked.
    public let providers: [Source]

    /// A page of a listing.
    public init(_ listing: InventoryListing, limit: Int?, offset: Int = 0, from sources: [InventorySnapshot.Source]) {
        let page = listing.items.dropFirst(offset).prefix(limit ?? .max)
        offers = page.map(OfferShape.init)
        count = page.count
        total = listing.items.count
        providers = sources.map {
            Source(
                name: $0.provider.rawValue, ok: $0.problem == nil, offers: $0.offerCount, skipped: $0.skipped.count,
                fetched_at: $0.fetchedAt, error: $0.problem?.message)
        }
    }
}
