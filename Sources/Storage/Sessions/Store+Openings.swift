public import Domain
public import Foundation
import GRDB

extension Store {
    /// The session that a caller's request of that name opened within the last day, and what that request asked for.
    public func opening(named key: String, by caller: String, at date: Date) async throws -> (session: SessionID, requestHash: String)? {
        try await read { db in try Self.opening(named: key, by: caller, at: date, in: db) }
    }

    /// The key that is kept for a session's user, and who may have it; `nil` when it was forgotten or there never was one.
    public func userKey(of id: SessionID, at date: Date) async throws -> (caller: String, key: Opening.UserKey)? {
        try await read { db in
            try db.row(
                "SELECT caller, sealed, expires_at FROM user_keys WHERE session = ? AND expires_at > ?",
                [id.rawValue, date.epochMilliseconds]
            )
            .map {
                (caller: $0["caller"], key: Opening.UserKey(sealed: $0["sealed"], expiresAt: Date(epochMilliseconds: $0["expires_at"])))
            }
        }
    }

    /// Takes up that a session's user logs in with another key from now on; `nil` keeps no private half of it.
    public func replaceUserKey(
        of id: SessionID, with line: String, key: Opening.UserKey?, caller: String, at date: Date
    ) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.run(
                "UPDATE sessions SET user_public_key = ?, updated_at = max(updated_at, ?) WHERE id = ?",
                [line, date.epochMilliseconds, id.rawValue])
            try db.run("DELETE FROM user_keys WHERE session = ?", [id.rawValue])
            if let key { try Self.keep(key, of: id, for: caller, in: db) }
            try Self.append([LedgerEntry(at: date, event: "rekeyed", detail: "its user logs in with another key")], of: id, in: db)
        }
    }

    /// Forgets keys and names whose time is over.
    public func pruneOpenings(at date: Date) async throws {
        try await write { db in
            try db.run("DELETE FROM user_keys WHERE expires_at <= ?", [date.epochMilliseconds])
            try db.run("DELETE FROM openings WHERE opened_at <= ?", [(date - Opening.nameLasts).epochMilliseconds])
        }
    }

    /// Throws `RepeatedOpening` when the same request has opened a session already.
    static func refuseRepeated(_ opening: Opening, at date: Date, in db: Database) throws {
        guard let name = opening.name, let before = try Self.opening(named: name.key, by: opening.caller, at: date, in: db) else { return }
        throw RepeatedOpening(session: before.session)
    }

    /// Writes down how a session was asked for, in the transaction that makes its row.
    static func note(_ opening: Opening, of id: SessionID, at date: Date, in db: Database) throws {
        if let name = opening.name {
            try db.run(
                "INSERT OR REPLACE INTO openings (caller, key, request_hash, session, opened_at) VALUES (?, ?, ?, ?, ?)",
                [opening.caller, name.key, name.requestHash, id.rawValue, date.epochMilliseconds])
        }
        if let key = opening.userKey { try keep(key, of: id, for: opening.caller, in: db) }
    }

    private static func opening(
        named key: String, by caller: String, at date: Date, in db: Database
    ) throws -> (session: SessionID, requestHash: String)? {
        let row = try db.row(
            "SELECT session, request_hash FROM openings WHERE caller = ? AND key = ? AND opened_at > ?",
            [caller, key, (date - Opening.nameLasts).epochMilliseconds])
        guard let row, let id = SessionID(rawValue: row["session"]) else { return nil }
        return (id, row["request_hash"])
    }

    private static func keep(_ key: Opening.UserKey, of id: SessionID, for caller: String, in db: Database) throws {
        try db.run(
            "INSERT INTO user_keys (session, caller, sealed, expires_at) VALUES (?, ?, ?, ?)",
            [id.rawValue, caller, key.sealed, key.expiresAt.epochMilliseconds])
    }
}
