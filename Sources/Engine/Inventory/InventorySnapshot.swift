public import Domain
public import Foundation

/// What is for rent, and who could not be asked.
public struct InventorySnapshot: Sendable {
    /// One provider's part in the answer.
    public struct Source: Sendable {
        /// Who was asked.
        public let provider: ProviderID
        /// Offers it contributed.
        public let offerCount: Int
        /// Items of its answer that could not be used, with the reason.
        public let skipped: [String]
        /// When its offers were read.
        public let fetchedAt: Date?
        /// Whether its offers are those of an earlier answer, since it cannot be asked now.
        public let isOld: Bool
        /// Why its rows are missing, or why they are old.
        public let problem: Problem?
    }

    /// All offers of all providers that answered.
    public let offers: [Offer]
    /// Every provider that was asked.
    public let sources: [Source]

    /// Nobody was asked.
    static let none = InventorySnapshot(offers: [], sources: [])

    /// Joins both.
    public init(offers: [Offer], sources: [Source]) {
        self.offers = offers
        self.sources = sources
    }
}
