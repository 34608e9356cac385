import Domain
import Foundation
import Providers

/// Ends the machine of the current attempt and leaves only with proof that it is gone.
///
/// On nobody's clock but its own: signals, breakers and limiters do not reach it.
struct TerminatingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let attempt = claim.session.currentAttempt else {
            throw Problem(.internalError, "session \(claim.session.id) is terminating without an attempt")
        }
        let provider = try worker.providers.provider(attempt.offer.provider)
        var claim = claim
        if attempt.instance == nil {
            guard let found = try await search(&claim, for: attempt, at: provider) else {
                return try await close(claim, detail: "no machine carries \(attempt.label)")
            }
            let now = worker.time.now
            let earliest = claim.session.firstIntent ?? attempt.intendedAt
            claim = try await worker.record(on: claim, event: "found_by_label", detail: "\(found.id) carries \(attempt.label)") { row in
                row.updateCurrentAttempt { attempt in
                    attempt.instance = found.id
                    attempt.acceptedAt = found.startedAt.map { max(earliest, min($0, now)) }
                    _ = attempt.take(price: found.pricePerHour, at: now)
                }
            }
        }
        guard let id = claim.session.currentAttempt?.instance else {
            throw Problem(.internalError, "session \(claim.session.id) lost its machine's id")
        }
        do {
            try await MachineEnding(time: worker.time, deadlines: worker.deadlines).end(
                id, at: provider, within: worker.deadlines.teardown, longestPause: 30,
                launchedAt: attempt.shownAt == nil ? try await acceptance(of: claim.session) : nil
            ) { claim = try await note($0, of: id, on: claim) }
        } catch let problem as Problem where problem.code == .teardownUnverified {
            throw Problem(
                .teardownUnverified, problem.message,
                hint: "It may still be billed. End it in the provider's console, then \(claim.session.takenUpBy).")
        }
        return try await close(claim, detail: "\(id) is gone")
    }

    /// Keeps what was asked, answered and seen in the ledger and in the attempt.
    private func note(_ event: MachineEnding.Event, of id: InstanceID, on claim: SessionClaim) async throws -> SessionClaim {
        let now = worker.time.now
        let claim = try await worker.keeping(claim)
        switch event {
        case .asking:
            worker.tell(.ending("asking \(id.provider) to end \(id)"), claim.session)
            return try await worker.record(on: claim, event: "destroy_requested", detail: "\(id)") { row in
                row.updateCurrentAttempt { $0.endRequestedAt = $0.endRequestedAt ?? now }
            }
        case .accepted:
            return try await worker.record(on: claim, event: "destroy_answered", detail: "\(id.provider) accepted")
        case .absent(let at):
            return try await worker.record(on: claim, event: "absent", detail: "\(id.provider) does not know \(id)") { row in
                row.updateCurrentAttempt { $0.absentAt.append(at) }
            }
        case .shown(let machine):
            let price = newPrice(machine, claim.session)
            return try await worker.record(
                on: claim, event: "machine_seen", detail: "\(id)\(price.map { " at \(MoneyText.dollars($0))/h" } ?? "")",
                updating: Self.taking(price, at: now))
        case .stillThere(let machine):
            worker.tell(.ending("the provider still shows it"), claim.session)
            return try await worker.record(
                on: claim, event: "still_there", detail: "\(id) is still shown",
                updating: Self.taking(newPrice(machine, claim.session), at: now)
            )
        case .seenAgain:
            return try await worker.record(on: claim, event: "seen_again", detail: "\(id) is back", updating: Self.forgetSightings)
        case .failed(let problem):
            worker.tell(.ending(problem.message), claim.session)
            // Said once: asking goes on all the same, and a new key or a network that is back may be what it waits for.
            if let hint = problem.hint { worker.tell(.note(hint), claim.session) }
            try await raise(problem, for: id)
            return try await worker.record(
                on: claim, event: "destroy_failed", detail: problem.message, updating: Self.forgetSightings)
        }
    }

    /// When the provider said that it accepted the launch; `nil` when it never said so.
    private func acceptance(of session: Session) async throws -> Date? {
        guard let accepted = session.currentAttempt?.acceptedAt else { return nil }
        let answers = try await worker.records.ledger(of: session.id).filter { $0.event == SessionEvent.Kind.launchAccepted.rawValue }
        return answers.last?.at ?? accepted
    }

    /// What the machine costs, when that is another price than the one on record.
    private func newPrice(_ machine: Instance, _ session: Session) -> USD? {
        machine.pricePerHour.flatMap { $0 > .zero && $0 != session.currentAttempt?.pricePerHour ? $0 : nil }
    }

    /// It is shown, and at this price.
    private static func taking(_ price: USD?, at date: Date) -> @Sendable (inout Session) -> Void {
        { row in
            row.updateCurrentAttempt {
                _ = $0.take(price: price, at: date)
                $0.shownAt = $0.shownAt ?? date
            }
        }
    }

    @Sendable private static func forgetSightings(_ row: inout Session) {
        row.updateCurrentAttempt { $0.absentAt = [] }
    }

    /// A key that is refused keeps a machine billing: that is said aloud, and asking goes on.
    private func raise(_ problem: Problem, for id: InstanceID) async throws {
        try await worker.records.count(.destroyFailures)
        guard problem.code == .providerRejectedKey else { return }
        try await worker.alarms.raise(
            .teardownRefused, id.description, "\(id) cannot be ended, and may still be billed: \(problem.message)")
    }

    private func search(_ claim: inout SessionClaim, for attempt: Attempt, at provider: any Provider) async throws -> Instance? {
        var held = claim
        defer { claim = held }
        let search = LabelSearch(
            provider: provider, label: attempt.label, known: Set(claim.session.attempts.compactMap(\.instance)), time: worker.time,
            since: attempt.intendedAt, settling: worker.deadlines.settling, apart: worker.deadlines.listsApart,
            patience: worker.deadlines.teardown)
        do {
            return try await search.run(
                failed: { worker.tell(.ending($0.message), held.session) }, eachTurn: { held = try await worker.keeping(held) }
            ).machine
        } catch let problem as Problem where problem.code != .localStorage {
            throw Problem(
                .teardownUnverified, "\(provider.id) cannot be asked for machines labelled \(attempt.label): \(problem.message)",
                hint: "When it answers again, \(held.session.takenUpBy).")
        }
    }

    private func close(_ claim: SessionClaim, detail: String) async throws -> SessionClaim {
        let now = worker.time.now
        let closed = try await worker.apply(.absenceConfirmed, to: claim, detail: detail) { row in
            row.updateCurrentAttempt { attempt in
                attempt.closedAt = now
                attempt.cost = attempt.accrued(at: now)
            }
        }
        if let id = closed.session.attempts.last?.instance {
            try await worker.alarms.clear(.teardownRefused, id.description)
            try await worker.alarms.clear(.teardownLate, id.description)
        }
        worker.tell(.gone(closed.session.currentAttempt?.absentAt.map(ProductJSON.rfc3339) ?? []), closed.session)
        return closed
    }
}
