import Domain
import Foundation
import GRDB

@testable import Storage

/// Makes a database behave as on a disk without a free byte.
enum FullDisk {
    /// From here on every write of the store fails; reading works.
    static func fill(_ store: Store, session: SessionID) async throws {
        try await store.database.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        // The free places inside the pages are used up, the large ones first.
        for size in [2000, 200, 1] {
            let entry = LedgerEntry(at: Date(timeIntervalSince1970: 0), event: "filler", detail: String(repeating: "x", count: size))
            do {
                while true { try await store.appendLedger(session, [entry]) }
            } catch let problem as Problem where problem.code == .localStorage {
                continue
            }
        }
    }
}
