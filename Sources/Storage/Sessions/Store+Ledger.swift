public import Domain
import Foundation
import GRDB

extension Store {
    /// Adds lines to a session's ledger; needs no claim, since lines are never changed.
    public func appendLedger(_ id: SessionID, _ entries: [LedgerEntry]) async throws {
        try await write(turns: Self.patientTurns) { db in try Self.append(entries, of: id, in: db) }
    }

    /// A session's ledger in the order in which it was written.
    public func ledger(of id: SessionID) async throws -> [LedgerEntry] {
        try await read { db in
            try db.rows(
                "SELECT at, event, detail FROM ledger WHERE session = ? ORDER BY id", [id.rawValue]
            ).map { LedgerEntry(at: Date(epochMilliseconds: $0["at"]), event: $0["event"], detail: $0["detail"]) }
        }
    }

    static func append(_ entries: [LedgerEntry], of id: SessionID, in db: Database) throws {
        for entry in entries {
            try db.run(
                "INSERT INTO ledger (session, at, event, detail) VALUES (?, ?, ?, ?)",
                [id.rawValue, entry.at.epochMilliseconds, entry.event, entry.detail])
        }
    }
}
