public import Domain
public import Foundation
import GRDB

extension Store {
    /// Takes an unfinished session that nobody holds, that `owner` holds already, whose lease ran out, or whose
    /// holder is dead; `nil` when it is finished, unknown or held by somebody else.
    ///
    /// `isAlive` is asked inside the transaction, so it must answer at once and must not use the store. It is true
    /// for holders on other hosts, of which only the end of the lease can tell.
    public func claim(
        _ id: SessionID, for owner: SessionOwner, leaseUntil: Date, now: Date,
        isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws -> SessionClaim? {
        try await write(turns: Self.patientTurns) { db in
            guard let row = try SessionRow.fetch(db, id), row.session.state.step != .finished else { return nil }
            let free =
                row.owner == nil || row.owner == owner.description
                || row.leaseEndsAt.map { $0 <= now } ?? true
                || row.lease.map { !isAlive($0.owner) } ?? false
            guard free else { return nil }
            try db.execute(
                sql: "UPDATE sessions SET owner = ?, lease_ends_at = ? WHERE id = ?",
                arguments: [owner.description, leaseUntil.epochMilliseconds, id.rawValue])
            return try Self.claimed(id, by: owner, in: db)
        }
    }

    /// Holds the session for longer; `nil` when somebody else has taken it.
    ///
    /// Only the lease of the returned claim differs: events applied meanwhile by the same holder do not get lost
    /// in it, and a claim whose version is old stays old. The row remembers `now`: a clock that shows less later has gone back.
    public func renew(_ claim: SessionClaim, until end: Date, at now: Date) async throws -> SessionClaim? {
        let id = claim.session.id.rawValue
        let owner = claim.owner.description
        let held = try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "UPDATE sessions SET lease_ends_at = ?, updated_at = max(updated_at, ?) WHERE id = ? AND owner = ?",
                arguments: [end.epochMilliseconds, now.epochMilliseconds, id, owner])
            return db.changesCount == 1
        }
        guard held else { return nil }
        return SessionClaim(
            session: claim.session, owner: claim.owner, leaseEndsAt: Date(epochMilliseconds: end.epochMilliseconds))
    }

    /// Lets the session go; does nothing when somebody else has taken it.
    public func release(_ claim: SessionClaim) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "UPDATE sessions SET owner = NULL, lease_ends_at = NULL WHERE id = ? AND owner = ?",
                arguments: [claim.session.id.rawValue, claim.owner.description])
        }
    }

    /// Who holds a session, if anybody does.
    public func lease(of id: SessionID) async throws -> SessionLease? {
        try await read { db in try SessionRow.fetch(db, id)?.lease }
    }
}
