import Domain
import Engine
import Foundation

/// `inventory -o json`.
struct InventoryReport: Encodable {
    struct Source: Encodable {
        let name: String
        let ok: Bool
        let offers: Int
        let skipped: Int
        let fetched_at: Date?
        let error: String?
    }

    let offers: [InventoryRow]
    let count: Int
    let total: Int
    let providers: [Source]

    init(offers: [Offer], total: Int, snapshot: InventorySnapshot) {
        self.offers = offers.map(InventoryRow.init)
        count = offers.count
        self.total = total
        providers = snapshot.sources.map {
            Source(
                name: $0.provider.rawValue, ok: $0.problem == nil, offers: $0.offerCount, skipped: $0.skipped.count,
                fetched_at: $0.fetchedAt, error: $0.problem?.message)
        }
    }
}
