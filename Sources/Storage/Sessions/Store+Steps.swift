public import Domain
public import Foundation
import GRDB

extension Store {
    /// Moves a session on: the event, what `updating` adds to the row and the ledger lines become durable
    /// together, or nothing does.
    ///
    /// `updating` sees the session in its new state; state, version and times of the step are not its to change.
    /// An event that leaves the step as it is (an end asked for while collecting) leaves its entry time too, and
    /// can only bring its deadline forward.
    /// - Throws: ``StaleClaim`` when somebody else moved or took the session, `InvalidTransition` when the step
    ///   does not allow the event.
    @discardableResult
    public func apply(
        _ event: SessionEvent, to claim: SessionClaim, at date: Date, deadline: Date,
        updating: @escaping @Sendable (inout Session) -> Void = { _ in }, ledger: [LedgerEntry] = []
    ) async throws -> SessionClaim {
        try await write(turns: Self.patientTurns) { db in
            let stored = try Self.guarded(claim, in: db)
            var session = stored
            session.state = try stored.state.applying(event)
            if session.state.step == stored.state.step {
                session.stepDeadline = min(stored.stepDeadline, deadline)
            } else {
                session.stepEnteredAt = date
                session.stepDeadline = deadline
            }
            if session.state.step == .finished { session.finishedAt = date }
            return try Self.store(session, over: stored, claim, at: date, updating, ledger, in: db)
        }
    }

    /// Records facts about a session (an address, a price, a sighting of absence) without an event.
    ///
    /// Guarded as an event is, and counted by the version as one.
    /// - Throws: ``StaleClaim`` when somebody else moved or took the session.
    @discardableResult
    public func record(
        to claim: SessionClaim, at date: Date, updating: @escaping @Sendable (inout Session) -> Void,
        ledger: [LedgerEntry] = []
    ) async throws -> SessionClaim {
        try await write(turns: Self.patientTurns) { db in
            let stored = try Self.guarded(claim, in: db)
            return try Self.store(stored, over: stored, claim, at: date, updating, ledger, in: db)
        }
    }

    private static func guarded(_ claim: SessionClaim, in db: Database) throws -> Session {
        guard let row = try SessionRow.fetch(db, claim.session.id),
            row.session.version == claim.session.version, row.owner == claim.owner.description
        else { throw StaleClaim(claim) }
        return row.session
    }

    private static func store(
        _ moved: Session, over stored: Session, _ claim: SessionClaim, at date: Date,
        _ updating: (inout Session) -> Void,
        _ ledger: [LedgerEntry], in db: Database
    ) throws -> SessionClaim {
        var session = moved
        updating(&session)
        try checkAttempts(of: session, keep: stored)
        try db.run(
            """
            UPDATE sessions SET step = ?, next = ?, version = version + 1, step_entered_at = ?,
                step_deadline = ?, updated_at = ?, finished_at = ?, archive_path = ?, benchmark_id = ?, failure_code = ?,
                failure_message = ?, idle = ?
            WHERE id = ? AND version = ? AND owner = ?
            """,
            [
                moved.state.step.rawValue, moved.state.next?.stored, moved.stepEnteredAt.epochMilliseconds,
                moved.stepDeadline.epochMilliseconds, date.epochMilliseconds, moved.finishedAt?.epochMilliseconds, session.archivePath,
                session.benchmarkID, session.failure?.code.rawValue, session.failure?.message,
                try SessionRow.text(session.idle), claim.session.id.rawValue, claim.session.version, claim.owner.description,
            ])
        guard db.changesCount == 1 else { throw StaleClaim(claim) }
        for (index, attempt) in session.attempts.enumerated()
        where index >= stored.attempts.count || attempt != stored.attempts[index] {
            try attempt.store(in: db)
        }
        try append(ledger, of: session.id, in: db)
        return try claimed(session.id, by: claim.owner, in: db)
    }

    /// Refuses an update that would drop an attempt or forget a machine that may still bill.
    private static func checkAttempts(of session: Session, keep stored: Session) throws {
        let inOrder = session.attempts.enumerated().allSatisfy { index, attempt in
            attempt.session == session.id && attempt.ordinal == index + 1
        }
        let kept = zip(stored.attempts, session.attempts).allSatisfy { old, new in
            old.instance == nil || old.instance == new.instance
        }
        guard inOrder, kept, session.attempts.count >= stored.attempts.count else {
            throw Problem(
                .internalError, "An update of session \(session.id) would have lost an attempt or its machine",
                hint: "Nothing was changed. Please report this.")
        }
    }
}
