public import Domain
public import Foundation
import GRDB

extension Store {
    /// Records a fresh session and who drives it; the first thing a renting does.
    ///
    /// Its ceiling must fit into the consumer's budget, where there is one; the same transaction sets it aside.
    /// - Throws: `Problem` with code `conflict` when the id is taken, or when the consumer rents that very offer already; with
    ///   code `budget` when the budget is too small; `RepeatedOpening` when the same request has opened one already.
    @discardableResult
    public func insert(
        _ session: Session, ownedBy owner: SessionOwner, leaseUntil: Date, ledger: [LedgerEntry] = [], opening: Opening? = nil
    ) async throws -> SessionClaim {
        let plan = String(decoding: try ProductJSON.encoder().encode(session.plan), as: UTF8.self)
        return try await write { db in
            guard try SessionRow.fetch(db, session.id) == nil else {
                throw Problem(.conflict, "Session \(session.id) exists already")
            }
            if let opening { try Self.refuseRepeated(opening, at: session.createdAt, in: db) }
            try Self.refuseTwin(of: session, in: db)
            try Self.requireBudget(for: session.plan.consumer, adding: session.ceiling, at: session.createdAt, in: db)
            try db.run(
                """
                INSERT INTO sessions (id, deployment, step, next, version, step_entered_at, step_deadline,
                    hard_deadline, created_at, updated_at, finished_at, plan, ssh_public_key, sealed_private_key,
                    archive_path, benchmark_id, failure_code, failure_message, owner, lease_ends_at, consumer,
                    user_public_key, reserved_until, overrides_hard_maximum, ceiling_micros)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    session.id.rawValue, session.deployment.rawValue, session.state.step.rawValue,
                    session.state.next?.stored, session.version, session.stepEnteredAt.epochMilliseconds,
                    session.stepDeadline.epochMilliseconds, session.hardDeadline.epochMilliseconds,
                    session.createdAt.epochMilliseconds, session.createdAt.epochMilliseconds,
                    session.finishedAt?.epochMilliseconds, plan,
                    session.sshPublicKey, session.sealedPrivateKey, session.archivePath, session.benchmarkID,
                    session.failure?.code.rawValue, session.failure?.message, owner.description,
                    leaseUntil.epochMilliseconds, session.plan.consumer, session.userPublicKey,
                    session.reservedUntil?.epochMilliseconds, session.overridesHardMaximum, session.ceiling.micros,
                ])
            for attempt in session.attempts { try attempt.store(in: db) }
            if let opening { try Self.note(opening, of: session.id, at: session.createdAt, in: db) }
            try Self.append(ledger, of: session.id, in: db)
            return try Self.claimed(session.id, by: owner, in: db)
        }
    }

    /// The session with that id.
    public func session(_ id: SessionID) async throws -> Session? {
        try await read { db in try SessionRow.fetch(db, id)?.session }
    }

    /// All sessions, or those that still have something to do; oldest first.
    public func sessions(unfinishedOnly: Bool = false) async throws -> [Session] {
        try await read { db in
            try SessionRow.fetchAll(db, where: unfinishedOnly ? "step <> 'finished'" : "TRUE").map(\.session)
        }
    }

    /// Sessions that still have something to do, by name alone; oldest first.
    public func unfinished(at date: Date) async throws -> [UnfinishedSession] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, step = 'ready' AND end_wish IS NULL AND json_type(plan, '$.rental') = 'object'
                        AND min(coalesce(reserved_until, hard_deadline), hard_deadline) > ?
                    FROM sessions WHERE step <> 'finished' ORDER BY created_at, id
                    """, arguments: [date.epochMilliseconds])
            var found: [UnfinishedSession] = []
            while let row = try rows.next() {
                let (name, isInUse): (String, Bool?) = (row[0], row[1])
                guard let id = SessionID(rawValue: name) else { throw DecodingError.unreadable("session \(name)") }
                found.append(UnfinishedSession(id: id, isInUse: isInUse ?? false))
            }
            return found
        }
    }

    /// The session of ours that a machine's label belongs to, unless it is finished.
    public func unfinishedSession(withLabel label: String) async throws -> Session? {
        try await read { db in
            let id = try String.fetchOne(
                db,
                sql: """
                    SELECT sessions.id FROM attempts JOIN sessions ON sessions.id = attempts.session
                    WHERE attempts.label = ? AND sessions.step <> 'finished'
                    """, arguments: [label])
            return try id.flatMap(SessionID.init(rawValue:)).flatMap { try SessionRow.fetch(db, $0)?.session }
        }
    }

    /// The labels of all machines that belong to an unfinished session; any other of ours is an orphan.
    ///
    /// Ask the provider for its machines first and for this after: a row is older than its machine, so a machine
    /// launched in between is found here.
    public func liveLabels() async throws -> Set<String> {
        try await read { db in
            try String.fetchSet(
                db,
                sql: """
                    SELECT attempts.label FROM attempts JOIN sessions ON sessions.id = attempts.session
                    WHERE sessions.step <> 'finished'
                    """)
        }
    }

    /// The row as it is now, as a claim of its holder.
    static func claimed(_ id: SessionID, by owner: SessionOwner, in db: Database) throws -> SessionClaim {
        guard let row = try SessionRow.fetch(db, id), row.owner == owner.description, let end = row.leaseEndsAt
        else { throw Problem(.internalError, "Session \(id) vanished while it was written") }
        return SessionClaim(session: row.session, owner: owner, leaseEndsAt: end)
    }
}
