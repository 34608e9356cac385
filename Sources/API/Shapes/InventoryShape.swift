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
    /// What to ask for the next page with.
    public let next_cursor: String?
    /// Who was asked.
    public let providers: [Source]

    /// A page of a listing.
    public init(_ page: ListPage<InventoryListing.Item>, from sources: [InventorySnapshot.Source]) {
        offers = page.items.map(OfferShape.init)
        count = page.items.count
        total = page.total
        next_cursor = page.nextCursor
        providers = sources.map {
            Source(
                name: $0.provider.rawValue, ok: $0.problem == nil, offers: $0.offerCount, skipped: $0.skipped.count,
                fetched_at: $0.fetchedAt, error: $0.problem?.message)
        }
    }
}
