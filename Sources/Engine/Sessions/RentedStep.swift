import Domain
import Foundation
import HTTP
import Providers
import SSH
import Storage
import Synchronization

/// Watches over a machine that a user works on: until it is wished away, its time is over, or it stands idle.
struct RentedStep {
    let worker: SessionWorker

    /// Looks once at what the machine says, the row having been read just before: the claim, and how long nothing is to be done;
    /// no pause when the session is to end now.
    func run(_ claim: SessionClaim) async throws -> (claim: SessionClaim, pause: Duration?) {
        let claim = try await readIdle(claim)
        if let idle = idleReason(claim.session) { return (try await worker.end(claim, for: idle), nil) }
        let end = claim.session.useEndsAt
        if worker.memory.withLock({ $0.watchdog != end }), try await moveWatchdog(claim) { worker.memory.withLock { $0.watchdog = end } }
        // Until the machine knows better it ends itself soon.
        let isMoved = worker.memory.withLock { $0.watchdog == end }
        let longest = isMoved ? worker.deadlines.rowPoll.inSeconds : min(10, worker.deadlines.rowPoll.inSeconds)
        let idle = idleEnd(claim.session).map { max(1, $0.timeIntervalSince(worker.time.now)) } ?? longest
        return (claim, .seconds(min(max(0.05, end.timeIntervalSince(worker.time.now)), longest, idle)))
    }

    /// Moves the machine's own deadline to where the session's is; false when it must be tried again.
    private func moveWatchdog(_ claim: SessionClaim) async throws -> Bool {
        let session = claim.session
        // It was given all its time when it was launched.
        guard hasLogin(session) else { return true }
        let machine = try worker.machine(of: session)
        do {
            let output = try await visiting(machine) { [time = worker.time] host in
                let seconds = max(1, Int(saturating: session.useEndsAt.timeIntervalSince(time.now).rounded(.up)))
                return try await host.run(ShellCommand("sh", "-c", WatchdogScript.grantCommand(seconds: seconds)), timeout: .seconds(20))
            }
            guard !output.succeeded else { return true }
            worker.tell(.note("the machine's own deadline could not be moved: \(output.errorText.prefix(200))"), session)
        } catch let error as SSHError {
            worker.tell(.note("the machine's own deadline could not be moved: \(error.message)"), session)
        }
        return false
    }

    /// Whether anybody can log in: a machine that serves an API may have no SSH.
    private func hasLogin(_ session: Session) -> Bool {
        session.plan.launch.apiPort == nil || session.currentAttempt?.hostKeyFingerprint != nil
    }

    /// Speaks to the machine in its turn: a thousand of them spoken to at once, after a restart, take a thousand connections.
    private func visiting(
        _ machine: RemoteMachine, _ body: @escaping @Sendable (any MachineShell) async throws -> CommandOutput
    ) async throws -> CommandOutput {
        try await worker.interrupt.cutting { [worker] in
            try await worker.visits.passing { try await worker.dialer.connected(to: machine, limit: .seconds(30), body) }
        }
    }

    /// When it has been idle for long enough, should it stay idle.
    private func idleEnd(_ session: Session) -> Date? {
        guard let threshold = session.plan.rental?.idleThresholdMinutes, threshold > 0 else { return nil }
        return session.idle?.idleSince?.addingTimeInterval(Double(threshold) * 60)
    }

    private func idleReason(_ session: Session) -> SessionWorker.EndReason? {
        guard let threshold = session.plan.rental?.idleThresholdMinutes, let end = idleEnd(session), worker.time.now >= end else {
            return nil
        }
        return SessionWorker.EndReason(
            outcome: .expired,
            detail: "its GPUs were under \(Int(IdleProbe.busyPercent)) % for \(threshold == 1 ? "a minute" : "\(threshold) minutes")")
    }

    /// Reads the GPUs when the session is to end for idleness; what cannot be read is said, and ends nothing.
    private func readIdle(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let threshold = claim.session.plan.rental?.idleThresholdMinutes, threshold > 0 else { return claim }
        let before = claim.session.idle ?? IdleReading()
        let after: IdleReading
        if hasLogin(claim.session) {
            after = try await reading(of: try worker.machine(of: claim.session), after: before)
        } else {
            after = IdleProbe.unreadable("the machine has no SSH", after: before)
        }
        return try await noting(after, over: before, on: claim)
    }

    private func reading(of machine: RemoteMachine, after before: IdleReading) async throws -> IdleReading {
        do {
            let output = try await visiting(machine) { try await $0.run(IdleProbe.command, timeout: .seconds(20)) }
            return IdleProbe.reading(output, after: before, at: worker.time.now)
        } catch let error as SSHError {
            return IdleProbe.unreadable(error.message, after: before)
        }
    }

    private func noting(_ after: IdleReading, over before: IdleReading, on claim: SessionClaim) async throws -> SessionClaim {
        var lines: [LedgerEntry] = []
        let now = worker.time.now
        if let trouble = after.trouble, before.trouble == nil {
            lines.append(LedgerEntry(at: now, event: "idle_unreadable", detail: trouble))
        } else if after.trouble == nil, before.trouble != nil {
            lines.append(LedgerEntry(at: now, event: "idle_readable", detail: "the GPUs can be read again"))
        }
        guard after != before else { return claim }
        return try await worker.records.record(to: claim, at: now, updating: { $0.idle = after }, ledger: lines)
    }
}
