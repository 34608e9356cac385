public import Domain
import Foundation

/// What was for rent a moment ago, kept in memory so that a request is not kept waiting for a marketplace.
public actor InventoryCache {
    private let inventory: Inventory
    private let time: any TimeSource
    private let age: TimeInterval
    private var kept: [OfferQuery: (snapshot: InventorySnapshot, at: Date)] = [:]

    /// - Parameter ttl: how long an answer is good for.
    public init(_ inventory: Inventory, time: any TimeSource, ttl: Duration) {
        self.inventory = inventory
        self.time = time
        age = ttl / .seconds(1)
    }

    /// The kept answer, or a new one (network) when it is too old.
    public func snapshot(matching query: OfferQuery) async throws -> InventorySnapshot {
        let now = time.now
        if let entry = kept[query], abs(now.timeIntervalSince(entry.at)) <= age { return entry.snapshot }
        let snapshot = try await inventory.snapshot(matching: query, allowingOld: false)
        kept = kept.filter { abs(now.timeIntervalSince($0.value.at)) <= age }
        kept[query] = (snapshot, now)
        return snapshot
    }

    /// An offer by id.
    ///
    /// Throws `.notFound` when the inventory does not show it.
    public func offer(_ id: OfferID, diskGB: Int) async throws -> Offer {
        let snapshot = try await snapshot(matching: OfferQuery(diskGB: diskGB))
        guard let offer = snapshot.offers.first(where: { $0.id == id }) else {
            throw Problem(.notFound, "offer not found: \(id)", hint: "Offers last minutes; look at the inventory again.")
        }
        return offer
    }
}
