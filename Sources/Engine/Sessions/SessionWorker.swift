public import Domain
package import Foundation
package import HTTP
import Providers
import Storage
import Synchronization

/// Drives one session from its row to its end: claim, act, apply; every step can be taken up by another process.
///
/// A class, since a thousand of them wait at a time: what a waiting task holds by value it holds many times over.
public final class SessionWorker: Sendable {
    /// How far a session that somebody else began is continued.
    public enum Mode: Sendable {
        /// Whatever the row says is left to do.
        case completing
        /// What was measured is kept; what was not begun is not begun.
        case windingDown
    }

    /// What a worker knows of its session that no row needs to keep.
    struct Memory {
        var isRebased = false
        /// When the machine in use was told to end itself.
        var watchdog: Date?
    }

    let memory = Mutex(Memory())
    let records: any SessionRecords
    let providers: ProviderSet
    let selector: OfferSelector
    let seal: KeySeal
    let time: any TimeSource
    let deadlines: Deadlines
    let script: URL
    let archiveFolder: URL
    let interrupt: Interrupt
    let mode: Mode
    let dialer: any MachineDialer
    let gate: LaunchGate
    /// Through which machines in use are spoken to.
    let visits: Turnstile
    let alarms: AlarmLine
    let templates: TemplateBook
    let report: @Sendable (BenchmarkProgress) -> Void

    /// Joins what a session needs; `report` is called on the worker's task and must return at once.
    package init(
        records: any SessionRecords, providers: ProviderSet, selector: OfferSelector, seal: KeySeal, time: any TimeSource,
        deadlines: Deadlines, script: URL, archiveFolder: URL, interrupt: Interrupt, mode: Mode = .completing,
        dialer: any MachineDialer = SSHDialer(), gate: LaunchGate = LaunchGate(), visits: Turnstile = Turnstile(),
        alarms: AlarmLine = .none, templates: TemplateBook? = nil,
        report: @escaping @Sendable (BenchmarkProgress) -> Void
    ) {
        self.records = records
        self.providers = providers
        self.selector = selector
        self.seal = seal
        self.time = time
        self.deadlines = deadlines
        self.script = script
        self.archiveFolder = archiveFolder
        self.interrupt = interrupt
        self.mode = mode
        self.dialer = dialer
        self.gate = gate
        self.visits = visits
        self.alarms = alarms
        self.templates = templates ?? TemplateBook(providers: providers, time: time)
        self.report = report
    }

    /// Takes steps until the session is finished, or until the process is to leave it to the next one; bills money while it
    /// runs.
    ///
    /// Throws `StaleClaim` when another process took the session over, and a `Problem` when a machine could not be
    /// proved gone or the database failed; in both cases whatever could be ended has been asked to end.
    public func drive(_ claim: SessionClaim, first choice: OfferChoice? = nil) async throws -> Session {
        var attendance = try await attend(claim, first: choice)
        while true {
            switch attendance {
            case .over(let session): return session
            case .resting(let claim, let pause):
                try await rest(pause)
                attendance = try await attend(claim)
            }
        }
    }

    /// Waits, or as long as nothing is raised: what that is the next look sees.
    func rest(_ pause: Duration) async throws {
        guard pause > .zero else { return }
        do { try await interrupt.cutting { [time] in try await time.sleep(for: pause) } } catch is Interrupted {}
    }

    /// The same as `drive`, but returns after every look at a machine that its user works on.
    func attend(_ claim: SessionClaim, first choice: OfferChoice? = nil) async throws -> Attendance {
        var claim = claim
        var choice = choice
        do {
            claim = try await rebased(claim)
            while claim.session.state.step != .finished, !interrupt.isLeaving {
                do {
                    // Whoever comes from a rest knows an old row: it may have been extended meanwhile.
                    if isInUse(claim.session) { claim = try await looking(claim) }
                    claim = try await obeying(claim)
                    if claim.session.state.step == .finished { break }
                    if isInUse(claim.session) {
                        let turn = try await traced(claim.session) { try await RentedStep(worker: self).run(claim) }
                        return .resting(turn.claim, pause: turn.pause ?? .zero)
                    }
                    claim = try await traced(claim.session) { try await step(claim, choice: choice) }
                    choice = nil
                } catch is Interrupted {
                    claim = try await reread(claim)
                } catch is CancellationError where interrupt.isLeaving {
                    break
                } catch  where Task.isCancelled && !(error is StaleClaim) {
                    // Whoever is cut off judges no machine, whatever the cut looked like: the row says how to go on.
                    break
                } catch {
                    guard let ending = try await failing(claim, error) else { throw error }
                    claim = ending
                }
            }
        } catch let stale as StaleClaim {
            throw stale
        } catch let unverified as Problem where unverified.code == .teardownUnverified {
            throw unverified
        } catch {
            // The row can no longer be kept: the machine must still not outlive us.
            let problem = Problem(wrapping: error, doing: "session \(claim.session.id)")
            // A rented machine is in somebody's use, its driver comes back, and it has a deadline of its own.
            let ending = claim.session.plan.rental == nil ? await EmergencyTeardown(worker: self).end(claim.session) : ""
            let kept = claim.session.state.step == .ingesting ? claim.session.archivePath : nil
            let hint = kept.map { "Free some space, then run 'gpu-shopper bench resume': the result is whole in \($0)." }
            throw Problem(problem.code, problem.message + ending, hint: hint ?? problem.hint, cause: error)
        }
        if claim.session.state.step != .finished { try await records.release(try await reread(claim)) }
        return .over(claim.session)
    }

    /// Does work on behalf of whoever asked for it last.
    private func traced<Value>(_ session: Session, _ work: () async throws -> Value) async throws -> Value {
        try await CallTrace.$current.withValue(session.trace, operation: work)
    }

    /// Whether its user works on its machine.
    private func isInUse(_ session: Session) -> Bool { session.state.step == .ready && session.plan.rental != nil }

    /// A clock that shows less than the row's last writing has gone back: all times of the row go back with it.
    private func rebased(_ claim: SessionClaim) async throws -> SessionClaim {
        // Once: what jumps while we work is made up for by the clock itself.
        guard
            memory.withLock({ memory in
                defer { memory.isRebased = true }
                return !memory.isRebased
            })
        else { return claim }
        let back = claim.session.updatedAt.timeIntervalSince(time.now)
        guard back > Self.tolerableSkew else { return claim }
        return try await records.rebase(claim, by: back, at: time.now)
    }

    /// Two processes of one host may differ by a little while a wrong clock is being made up for.
    private static let tolerableSkew: TimeInterval = 5

    /// Goes on to the machine's end after a failure that its step does not know; `nil` where the row cannot say so.
    private func failing(_ claim: SessionClaim, _ error: any Error) async throws -> SessionClaim? {
        guard !(error is StaleClaim), [.booting, .ready, .benchmarking, .collecting, .ingesting].contains(claim.session.state.step)
        else { return nil }
        let problem = Problem(wrapping: error, doing: "session \(claim.session.id)")
        // A result that cannot be stored today is whole on disk: its row must stay where a resume stores it.
        if claim.session.state.step == .ingesting, problem.code == .localStorage { return nil }
        // A database that is locked for a while is no reason to take a machine from its user.
        if claim.session.plan.rental != nil, problem.code == .localStorage { return nil }
        do {
            return try await failAttempt(try await reread(claim), problem, replace: false)
        } catch let stale as StaleClaim {
            throw stale
        } catch {
            return nil
        }
    }

    private func step(_ claim: SessionClaim, choice: OfferChoice?) async throws -> SessionClaim {
        switch claim.session.state.step {
        case .requested: try await RequestedStep(worker: self).run(claim, choice: choice)
        case .launching: try await LaunchingStep(worker: self).run(claim)
        case .booting: try await BootingStep(worker: self).run(claim)
        case .ready: try await ReadyStep(worker: self).run(claim)
        case .benchmarking: try await BenchmarkingStep(worker: self).run(claim)
        case .collecting: try await CollectingStep(worker: self).run(claim)
        case .ingesting: try await IngestingStep(worker: self).run(claim)
        case .terminating: try await TerminatingStep(worker: self).run(claim)
        case .finished: claim
        }
    }

    /// A signal, a wish, a deadline or winding down turns into an event of the state machine before the next step begins.
    private func obeying(_ claim: SessionClaim) async throws -> SessionClaim {
        let state = claim.session.state
        if case .finish = state.next { return claim }
        if interrupt.signal != nil, state.step != .launching || claim.session.currentAttempt?.instance != nil {
            return try await apply(.endRequested(.cancelled), to: claim, detail: "stopped by the user")
        }
        if mode == .windingDown, [.requested, .booting, .ready].contains(state.step) || state.next == .replace {
            return try await apply(.endRequested(.cancelled), to: claim, detail: "its process ended before it measured anything")
        }
        // A launch that was called is first found: then there is a machine to end, or surely none.
        guard state.step != .launching, let reason = reasonToEnd(claim.session) else { return claim }
        return try await end(claim, for: reason)
    }

    /// The session as the database has it, after a step was cut short.
    private func reread(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let session = try await records.session(claim.session.id) else {
            throw Problem(.internalError, "session \(claim.session.id) vanished from the database")
        }
        var renewed = claim
        renewed.session = session
        return renewed
    }
}
