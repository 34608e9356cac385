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

    /// An offer as the latest stored answer shows it that has it at all; `address` tells one market of a provider's from another.
    public func cachedOffer(_ id: OfferID, at address: String, of provider: ProviderID) async throws -> Offer? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(Offer.cachedColumns.split(separator: ",").map { "cached_offers.\($0.trimmingCharacters(in: .whitespacesAndNewlines))" }.joined(separator: ", "))
                    FROM cached_offers JOIN searches ON searches.id = cached_offers.search
                    WHERE cached_offers.id = ? AND searches.provider = ? AND substr(searches.query_key, 1, length(?)) = ?
                    ORDER BY searches.fetched_at DESC LIMIT 1
                    """,
                arguments: [id.rawValue, provider.rawValue, Self.prefix(address), Self.prefix(address)])
            return row.map { Offer(cached: $0) }
        }
    }

    /// The latest stored answer of a provider to a search of its whole market, with whatever disk.
    public func cachedMarket(_ provider: ProviderID, at address: String) async throws -> CachedOffers? {
        let key = try await read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT query_key FROM searches
                    WHERE provider = ? AND substr(query_key, 1, length(?)) = ? AND query_key LIKE '%;gpus='
                    ORDER BY fetched_at DESC LIMIT 1
                    """, arguments: [provider.rawValue, Self.prefix(address), Self.prefix(address)])
        }
        guard let key else { return nil }
        return try await cachedOffers(provider, key: key)
    }

    /// What a stored search of a market at an address is called.
    public static func searchKey(at address: String, _ query: OfferQuery) -> String {
        "\(prefix(address))disk=\(query.diskGB);gpus=\(query.gpuNames.sorted().joined(separator: ","))"
    }

    private static func prefix(_ address: String) -> String { "at=\(address);" }

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
            let marks = Array(repeating: "?", count: 29).joined(separator: ", ")
            let statement = try db.makeStatement(
                sql: "INSERT INTO cached_offers (search, position, \(Offer.cachedColumns)) VALUES (\(marks))")
            for (position, offer) in offers.enumerated() {
                try statement.execute(arguments: [search, position] + offer.cachedValues)
            }
        }
    }
}
