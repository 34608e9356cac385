import Domain
import Foundation
import Providers
import SSH
import Storage

extension SessionWorker {
    /// How long a lease is taken for; renewed while a step lasts.
    static let lease: TimeInterval = 600

    /// Applies an event guarded by the claim's version; the new step's deadline goes into the row with it.
    func apply(
        _ event: SessionEvent, to claim: SessionClaim, detail: String,
        updating: @escaping @Sendable (inout Session) -> Void = { _ in }
    ) async throws -> SessionClaim {
        let now = time.now
        let next = try claim.session.state.applying(event)
        let deadline = deadline(for: next.step, of: claim.session, from: now)
        let applied = try await records.apply(
            event, to: claim, at: now, deadline: deadline, updating: updating,
            ledger: [LedgerEntry(at: now, event: event.kind.rawValue, detail: detail)])
        do {
            return try await keeping(applied)
        } catch is Problem {
            // The event is in the row: a lease that cannot be renewed just now is the next step's trouble, and whoever went
            // back to the claim of before would be stale.
            return applied
        }
    }

    /// Notes a fact on the current attempt or the session without changing the step.
    func record(
        on claim: SessionClaim, event: String, detail: String, updating: @escaping @Sendable (inout Session) -> Void = { _ in }
    ) async throws -> SessionClaim {
        let now = time.now
        return try await records.record(
            to: claim, at: now, updating: updating, ledger: [LedgerEntry(at: now, event: event, detail: detail)])
    }

    /// Extends the lease when half of it is used up; long waits call this on every turn.
    func keeping(_ claim: SessionClaim) async throws -> SessionClaim {
        guard claim.leaseEndsAt.timeIntervalSince(time.now) < Self.lease / 2 else { return claim }
        guard let renewed = try await records.renew(claim, until: time.now.addingTimeInterval(Self.lease), at: time.now) else {
            throw StaleClaim(session: claim.session.id, version: claim.session.version)
        }
        return renewed
    }

    /// Ends the current attempt for a reason, and asks for the next one where that can help.
    ///
    /// Throws `CancellationError` for a worker that was cut off: what failed then is its own connection.
    func failAttempt(_ claim: SessionClaim, _ problem: Problem, replace: Bool) async throws -> SessionClaim {
        try Task.checkCancellation()
        let mayReplace = replace && claim.session.mayTryAnother && mode == .completing
        if mayReplace { tell(.replaced(problem.message), claim.session) }
        let failed = try await apply(.attemptFailed(replace: mayReplace), to: claim, detail: problem.message) { session in
            session.updateCurrentAttempt { $0.failure = SessionFailure(problem) }
            session.failure = SessionFailure(problem)
        }
        try await remember(problem, of: claim.session)
        return failed
    }

    /// What went wrong lowers the chance that this machine is taken next time; troubles of our own do not.
    func remember(_ problem: Problem, of session: Session) async throws {
        guard let offer = session.currentAttempt?.offer, let kind = Self.kind(of: problem, in: session.state.step) else { return }
        try await records.noteMachineFailure(offer: offer, kind: kind, reason: problem.message, at: time.now)
    }

    private static func kind(of problem: Problem, in step: SessionStep) -> MachineFailure.Kind? {
        switch (problem.code, step) {
        case (.staleInventory, _): .staleInventory
        case (.wrongHardware, _): .wrongHardware
        case (.timedOut, .booting), (.timedOut, .ready): .bootTimeout
        case (.unavailable, .booting), (.unavailable, .benchmarking):
            problem.message.contains("vanished") ? .instanceVanished : .instanceStopped
        case (.benchmarkFailed, _): .benchmarkFailed
        case (.timedOut, _), (.unavailable, _): .unknown
        default: nil
        }
    }

    /// Sends a report.
    func tell(_ stage: BenchmarkStage, _ session: Session) {
        let now = time.now
        report(
            BenchmarkProgress(
                stage: stage, elapsed: now.timeIntervalSince(session.createdAt), cost: session.accrued(at: now)))
    }

    /// The machine of the current attempt.
    func machine(of session: Session) throws -> RemoteMachine {
        guard let attempt = session.currentAttempt, let address = attempt.ssh else {
            throw Problem(.internalError, "session \(session.id) has no SSH address in step \(session.state.step.rawValue)")
        }
        let text = try seal.open(session.sealedPrivateKey, for: session.id)
        return try RemoteMachine(
            address: address, key: SSHKeyPair(seed: text), fingerprint: attempt.hostKeyFingerprint)
    }

    /// Whether the step's own deadline passed.
    func isLate(_ session: Session) -> Bool { time.now >= session.stepDeadline }

    /// When a step that is entered at `now` must be over; steps that use a machine end when the session must.
    private func deadline(for step: SessionStep, of session: Session, from now: Date) -> Date {
        if step == .ready, session.plan.rental != nil { return session.useEndsAt }
        let deadline = now.addingTimeInterval(allowance(for: step, of: session).inSeconds)
        return [.terminating, .finished].contains(step) ? deadline : min(deadline, session.useEndsAt)
    }

    private func allowance(for step: SessionStep, of session: Session) -> Duration {
        switch step {
        case .requested: .seconds(120)
        case .launching: deadlines.launch
        case .booting: deadlines.boot(of: session)
        case .ready: deadlines.check
        case .benchmarking: benchmarkAllowance(session)
        case .collecting: deadlines.collect
        case .ingesting: deadlines.ingest
        case .terminating: deadlines.teardown
        case .finished: .zero
        }
    }

    private func benchmarkAllowance(_ session: Session) -> Duration {
        guard let offer = session.currentAttempt?.offer else { return .seconds(3600) }
        return WorstCase.benchmark(
            offer: offer, plan: session.plan, modelBytes: ModelSize.bytes(of: session.plan.model), deadlines: deadlines)
    }
}

extension Session {
    /// Whether another machine may be tried.
    ///
    /// An offer that was gone is no machine that was tried; but a market where nothing is left is not asked for ever. A user who
    /// chose an offer agreed to so many others and to no more, whatever became of the first.
    var mayTryAnother: Bool {
        if plan.rental != nil { return attempts.count < plan.maximumAttempts }
        return attempts.count { $0.instance != nil } < plan.maximumAttempts && attempts.count < plan.maximumAttempts + 10
    }

    /// Changes the last attempt.
    mutating func updateCurrentAttempt(_ change: (inout Attempt) -> Void) {
        guard !attempts.isEmpty else { return }
        change(&attempts[attempts.count - 1])
    }
}
