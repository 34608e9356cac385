public import Domain
public import Foundation
import GRDB

extension Store {
    /// Writes down that somebody wants the session to end; whoever drives it obeys at the next turn.
    ///
    /// The first wish stands. A finished session is returned as it is; `nil` when there is none.
    @discardableResult
    public func wishEnd(of id: SessionID, _ wish: EndWish) async throws -> Session? {
        let text = try SessionRow.text(wish)
        return try await write(turns: Self.patientTurns) { db in
            try db.run(
                "UPDATE sessions SET end_wish = ?, updated_at = max(updated_at, ?) WHERE id = ? AND end_wish IS NULL AND step <> 'finished'",
                [text, wish.at.epochMilliseconds, id.rawValue])
            if db.changesCount == 1 {
                try Self.append([LedgerEntry(at: wish.at, event: "end_wished", detail: wish.reason)], of: id, in: db)
            }
            return try SessionRow.fetch(db, id)?.session
        }
    }

    /// Moves a rented machine's reservation; returns the session as it is then.
    ///
    /// `change` sees the row inside the transaction, decides, and throws to refuse; it may set the reservation, the hard
    /// deadline, its override and the ceiling. Whoever drives the session meanwhile keeps its claim.
    /// - Throws: what `change` throws; `Problem` with code `budget` when the ceiling rises by more than is left.
    public func changeReservation(
        of id: SessionID, at date: Date, ledger: @escaping @Sendable (Session) -> LedgerEntry,
        _ change: @escaping @Sendable (inout Session) throws -> Void
    ) async throws -> Session? {
        try await write(turns: Self.patientTurns) { db in
            guard var session = try SessionRow.fetch(db, id)?.session else { return nil }
            let ceiling = session.ceiling
            try change(&session)
            if session.ceiling > ceiling {
                try Self.requireBudget(for: session.plan.consumer, adding: session.ceiling - ceiling, at: date, in: db)
            }
            // A machine in use stays for as long as it is reserved; every other step has a deadline of its own.
            if session.state.step == .ready, session.plan.rental != nil { session.stepDeadline = session.useEndsAt }
            try db.run(
                """
                UPDATE sessions SET reserved_until = ?, hard_deadline = ?, overrides_hard_maximum = ?, ceiling_micros = ?,
                    step_deadline = ?, updated_at = max(updated_at, ?) WHERE id = ?
                """,
                [
                    session.reservedUntil?.epochMilliseconds, session.hardDeadline.epochMilliseconds, session.overridesHardMaximum,
                    session.ceiling.micros, session.stepDeadline.epochMilliseconds, date.epochMilliseconds, id.rawValue,
                ])
            try Self.append([ledger(session)], of: id, in: db)
            return session
        }
    }

    /// Takes up what a provider charges for a machine now; returns whether that is another price than the one on record.
    @discardableResult
    public func notePrice(_ price: USD, of instance: InstanceID, at date: Date) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            let row = try db.row(
                "SELECT \(Attempt.columns) FROM attempts WHERE provider = ? AND instance = ? AND closed_at IS NULL",
                [instance.provider.rawValue, instance.local])
            guard let row, price > .zero else { return false }
            var attempt = try Attempt(row: row)
            let old = attempt.pricePerHour
            guard attempt.take(price: price, at: date) else { return false }
            try attempt.store(in: db)
            let entry = LedgerEntry(
                at: date, event: "price_changed", detail: "\(instance) costs \(price.dollars) an hour, not \(old.dollars)")
            try Self.append([entry], of: attempt.session, in: db)
            return true
        }
    }

    /// Moves all times of a claimed session back by `seconds`: the clock they were read from has gone back since.
    ///
    /// Without it every deadline would be that much later, and the machine would bill for it.
    public func rebase(_ claim: SessionClaim, by seconds: TimeInterval, at date: Date) async throws -> SessionClaim {
        let shift = Int64((seconds * 1000).rounded())
        let id = claim.session.id
        return try await write(turns: Self.patientTurns) { db in
            guard let row = try SessionRow.fetch(db, id), row.session.version == claim.session.version,
                row.owner == claim.owner.description
            else { throw StaleClaim(claim) }
            try db.run(
                """
                UPDATE sessions SET version = version + 1, step_entered_at = step_entered_at - ?1, step_deadline = step_deadline - ?1,
                    hard_deadline = hard_deadline - ?1, reserved_until = reserved_until - ?1, updated_at = ?2
                WHERE id = ?3
                """, [shift, date.epochMilliseconds, id.rawValue])
            for var attempt in row.session.attempts where attempt.closedAt == nil {
                attempt.moveBack(by: Double(shift) / 1000)
                try attempt.store(in: db)
            }
            let entry = LedgerEntry(
                at: date, event: "clock_went_back", detail: "all times of the session were moved back by \(Int(seconds)) s")
            try Self.append([entry], of: id, in: db)
            return try Self.claimed(id, by: claim.owner, in: db)
        }
    }

    /// When launches were about to be made since `date`, for the cap on them.
    public func launchIntents(since date: Date) async throws -> [Date] {
        try await read { db in
            try db.rows("SELECT intended_at FROM attempts WHERE intended_at > ? ORDER BY intended_at", [date.epochMilliseconds])
                .map { Date(epochMilliseconds: $0["intended_at"]) }
        }
    }

    /// Every attempt of every unfinished session.
    ///
    /// Ask the provider for its machines first and for this after: a row is older than its machine.
    public func heldMachines() async throws -> [HeldMachine] {
        try await read { db in
            try db.rows(
                """
                SELECT attempts.session, sessions.step, attempts.ordinal, attempts.label, attempts.provider, attempts.instance,
                    attempts.intended_at, attempts.closed_at, attempts.price_micros,
                    attempts.ordinal = max(attempts.ordinal) OVER (PARTITION BY attempts.session) AS is_current
                FROM attempts JOIN sessions ON sessions.id = attempts.session WHERE sessions.step <> 'finished'
                """
            ).map(HeldMachine.init(row:))
        }
    }
}

extension HeldMachine {
    fileprivate init(row: Row) throws {
        let (id, step): (String, String) = (row["session"], row["step"])
        guard let session = SessionID(rawValue: id), let known = SessionStep(rawValue: step) else {
            throw DecodingError.unreadable("session \(id) in step \(step)")
        }
        let provider = ProviderID(rawValue: row["provider"])
        self.init(
            session: session, step: known, ordinal: row["ordinal"], label: row["label"], provider: provider,
            instance: (row["instance"] as String?).map { InstanceID(provider: provider, local: $0) },
            intendedAt: Date(epochMilliseconds: row["intended_at"]), isClosed: (row["closed_at"] as Int64?) != nil,
            pricePerHour: USD(micros: row["price_micros"]), isCurrent: row["is_current"])
    }
}
