public import Foundation
import GRDB

extension Store {
    /// Whether a collection of results with that content was read before, under whatever name.
    public func wasImported(_ contentHash: String) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM imports WHERE content_hash = ?)", arguments: [contentHash])
                ?? false
        }
    }

    /// Remembers that a collection was read; doing so twice is fine.
    public func markImported(_ name: String, contentHash: String, at date: Date) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO imports (content_hash, name, imported_at) VALUES (?, ?, ?)
                    ON CONFLICT (content_hash) DO NOTHING
                    """,
                arguments: [contentHash, name, date.epochMilliseconds])
        }
    }
}
