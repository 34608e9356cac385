public import Domain
public import Foundation
import GRDB

extension Store {
    /// Makes `owner` the one server of this database.
    ///
    /// `isAlive` is asked inside the transaction; it is true for owners on other hosts, of which only the end of the lease
    /// can tell.
    /// - Throws: `Problem` with code `conflict` that names the server which holds it.
    public func takeServerLease(
        for owner: SessionOwner, address: String, until: Date, now: Date, isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws {
        let path = path
        // Nothing hangs on a server that has not begun: a file that is locked is said at once.
        try await write { db in
            if let row = try Row.fetchOne(db, sql: "SELECT owner, address, lease_ends_at FROM server"),
                let holder = SessionOwner(row["owner"]), holder != owner, Date(epochMilliseconds: row["lease_ends_at"]) > now,
                isAlive(holder)
            {
                let place: String = row["address"]
                throw Problem(
                    .conflict, "another gpu-shopper server (process \(holder.processID) at \(place)) works on \(path)",
                    hint: "Use that one, end it, or set DATABASE_PATH to another database: two would end each other's machines.")
            }
            try db.execute(
                sql: """
                    INSERT INTO server (id, owner, address, started_at, lease_ends_at) VALUES (1, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, address = excluded.address,
                        started_at = excluded.started_at, lease_ends_at = excluded.lease_ends_at
                    """,
                arguments: [owner.description, address, now.epochMilliseconds, until.epochMilliseconds])
        }
    }

    /// Holds the lease for longer; false when another server has taken it.
    public func renewServerLease(of owner: SessionOwner, until: Date) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "UPDATE server SET lease_ends_at = ? WHERE owner = ?", arguments: [until.epochMilliseconds, owner.description])
            return db.changesCount == 1
        }
    }

    /// Lets the database go; nothing when another server has taken it.
    public func releaseServerLease(of owner: SessionOwner) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(sql: "DELETE FROM server WHERE owner = ?", arguments: [owner.description])
        }
    }

    /// Who serves this database, and where, when its lease has not run out.
    public func serverLease(at date: Date) async throws -> (lease: SessionLease, address: String)? {
        try await read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT owner, address, lease_ends_at FROM server"),
                let owner = SessionOwner(row["owner"])
            else { return nil }
            let lease = SessionLease(owner: owner, endsAt: Date(epochMilliseconds: row["lease_ends_at"]))
            return lease.endsAt > date ? (lease, row["address"]) : nil
        }
    }
}
