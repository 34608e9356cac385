public import Domain
public import Foundation
import GRDB

extension Store {
    /// The last stored answer of a provider to the search named `key`, in the provider's order.
    public func cachedOffers(_ provider: ProviderID, key: String) async throws -> CachedOffers? {
        try await read { db in
            let search = try Row.fetchOne(
                db, sql: "SELECT id, fetched_at FROM searches WHERE provider = ? AND query_key = ?",
                arguments: [provider.rawValue, key])
            guard let search else { return nil }
            let rows = try Row.fetchCursor(
                db, sql: "SELECT \(Offer.cachedColumns) FROM cached_offers WHERE search = ? ORDER BY position",
                arguments: [search["id"] as Int64])
            var offers: [Offer] = []
            while let row = try rows.next() { offers.append(Offer(cached: row)) }
            return CachedOffers(offers: offers, fetchedAt: Date(epochMilliseconds: search["fetched_at"]))
        }
    }

    /// Stores a provider's answer in place of the one before.
    public func cacheOffers(_ offers: [Offer], provider: ProviderID, key: String, at date: Date) async throws {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM searches WHERE provider = ? AND query_key = ?",
                arguments: [provider.rawValue, key])
            try db.execute(
                sql: "INSERT INTO searches (provider, query_key, fetched_at) VALUES (?, ?, ?)",
                arguments: [provider.rawValue, key, date.epochMilliseconds])
            let search = db.lastInsertedRowID
            let marks = Array(repeating: "?", count: 22).joined(separator: ", ")
            let statement = try db.makeStatement(
                sql: "INSERT INTO cached_offers (search, position, \(Offer.cachedColumns)) VALUES (\(marks))")
            for (position, offer) in offers.enumerated() {
                try statement.execute(arguments: [search, position] + offer.cachedValues)
            }
        }
    }
}
