import Domain
import Foundation
import Providers
import Storage

extension SessionWorker {
    /// Why a session must end now.
    struct EndReason: Sendable {
        let outcome: SessionOutcome
        let detail: String
        var failure: SessionFailure?
    }

    /// What the row says: a wish, a deadline, money that is used up; `nil` while the session may go on.
    func reasonToEnd(_ session: Session) -> EndReason? {
        let now = time.now
        if case .finish = session.state.next { return nil }
        if let wish = session.endWish { return EndReason(outcome: wish.outcome, detail: wish.reason, failure: wish.failure) }
        if now >= session.hardDeadline {
            let late = SessionFailure(code: .timedOut, message: "the session's hard deadline passed")
            return EndReason(outcome: .expired, detail: late.message, failure: session.plan.rental == nil ? late : nil)
        }
        if let reserved = session.reservedUntil, now >= reserved { return EndReason(outcome: .expired, detail: "the reservation is over") }
        return overCeiling(session, at: now)
    }

    /// A price that rose in mid-rental eats up what was set aside before the reservation is over.
    private func overCeiling(_ session: Session, at now: Date) -> EndReason? {
        guard session.plan.rental != nil, let attempt = session.currentAttempt, attempt.closedAt == nil, attempt.billedFrom != nil else {
            return nil
        }
        let ahead = now.addingTimeInterval((deadlines.rowPoll + deadlines.teardown).inSeconds)
        guard session.accrued(at: ahead) > session.ceiling else { return nil }
        let why = "its price rose to \(MoneyText.dollars(attempt.pricePerHour)) an hour: what was set aside for it is used up"
        return EndReason(outcome: .expired, detail: why, failure: SessionFailure(code: .budget, message: why))
    }

    /// Ends the session for a reason.
    func end(_ claim: SessionClaim, for reason: EndReason) async throws -> SessionClaim {
        if reason.detail == "the session's hard deadline passed" { try await records.count(.hardMaximumEnforced) }
        return try await apply(.endRequested(reason.outcome), to: claim, detail: reason.detail) { row in
            guard let failure = reason.failure else { return }
            row.failure = failure
            row.updateCurrentAttempt { $0.failure = $0.failure ?? failure }
        }
    }

    /// The claim with the row as it is now; a long wait calls this on every turn.
    ///
    /// What others wrote beside us (a wish, a reservation that was moved, a price) is seen; a row that another process moved
    /// on is a stale claim.
    func looking(_ claim: SessionClaim) async throws -> SessionClaim {
        var held = try await keeping(claim)
        guard let session = try await records.session(claim.session.id), session.version == claim.session.version else {
            throw StaleClaim(session: claim.session.id, version: claim.session.version)
        }
        held.session = session
        return held
    }

    /// Whether somebody wants the session to end, for waits that hold a connection meanwhile.
    func isWishedAway(_ id: SessionID) async throws -> Bool {
        try await records.session(id)?.endWish != nil
    }

    /// What the provider, asked by id, says of a machine that does not answer; `nil` when it is well, or cannot be asked for.
    func fate(of session: Session) async throws -> MachineFate? {
        guard let id = session.currentAttempt?.instance else { return nil }
        do {
            guard let instance = try await providers.provider(id.provider).instance(id) else {
                return MachineFate(isAbsent: true, words: "\(id) vanished")
            }
            guard case .dead(let word) = instance.phase else { return nil }
            return MachineFate(isAbsent: false, words: "\(id) became \(word)")
        } catch let problem as Problem {
            tell(.note(problem.message), session)
            return nil
        }
    }
}
