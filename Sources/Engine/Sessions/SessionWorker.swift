public import Domain
public import Foundation
import Providers
public import Storage

/// Drives one session from its row to its end: claim, act, apply; every step can be taken up by another process.
public struct SessionWorker: Sendable {
    /// How far a session that somebody else began is continued.
    public enum Mode: Sendable {
        /// Whatever the row says is left to do.
        case completing
        /// What was measured is kept; what was not begun is not begun.
        case windingDown
    }

    let store: Store
    let providers: ProviderSet
    let selector: OfferSelector
    let seal: KeySeal
    let time: any TimeSource
    let deadlines: Deadlines
    let script: URL
    let archiveFolder: URL
    let interrupt: Interrupt
    let mode: Mode
    let report: @Sendable (BenchmarkProgress) -> Void

    /// Joins what a session needs; `report` is called on the worker's task and must return at once.
    public init(
        store: Store, providers: ProviderSet, selector: OfferSelector, seal: KeySeal, time: any TimeSource,
        deadlines: Deadlines, script: URL, archiveFolder: URL, interrupt: Interrupt, mode: Mode = .completing,
        report: @escaping @Sendable (BenchmarkProgress) -> Void
    ) {
        self.store = store
        self.providers = providers
        self.selector = selector
        self.seal = seal
        self.time = time
        self.deadlines = deadlines
        self.script = script
        self.archiveFolder = archiveFolder
        self.interrupt = interrupt
        self.mode = mode
        self.report = report
    }

    /// Takes steps until the session is finished; bills money while it runs.
    ///
    /// Throws `StaleClaim` when another process took the session over, and a `Problem` when a machine could not be
    /// proved gone or the database failed; in both cases whatever could be ended has been asked to end.
    public func drive(_ claim: SessionClaim, first choice: OfferChoice? = nil) async throws -> Session {
        var claim = claim
        var choice = choice
        do {
            while claim.session.state.step != .finished {
                do {
                    claim = try await obeyingInterrupt(claim)
                    if claim.session.state.step == .finished { break }
                    claim = try await step(claim, choice: choice)
                    choice = nil
                } catch is Interrupted {
                    claim = try await reread(claim)
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
            let ending = await EmergencyTeardown(worker: self).end(claim.session)
            let kept = claim.session.state.step == .ingesting ? claim.session.archivePath : nil
            let hint = kept.map { "Free some space, then run 'gpu-shopper bench resume': the result is whole in \($0)." }
            throw Problem(problem.code, problem.message + ending, hint: hint ?? problem.hint, cause: error)
        }
        return claim.session
    }

    /// Goes on to the machine's end after a failure that its step does not know; `nil` where the row cannot say so.
    private func failing(_ claim: SessionClaim, _ error: any Error) async throws -> SessionClaim? {
        guard !(error is StaleClaim), [.booting, .ready, .benchmarking, .collecting, .ingesting].contains(claim.session.state.step)
        else { return nil }
        let problem = Problem(wrapping: error, doing: "session \(claim.session.id)")
        // A result that cannot be stored today is whole on disk: its row must stay where a resume stores it.
        if claim.session.state.step == .ingesting, problem.code == .localStorage { return nil }
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

    /// A raised signal, or winding down, turns into an event of the state machine before the next step begins.
    private func obeyingInterrupt(_ claim: SessionClaim) async throws -> SessionClaim {
        let state = claim.session.state
        if case .finish = state.next { return claim }
        if interrupt.signal != nil, state.step != .launching || claim.session.currentAttempt?.instance != nil {
            return try await apply(.endRequested(.cancelled), to: claim, detail: "stopped by the user")
        }
        if mode == .windingDown, [.requested, .booting, .ready].contains(state.step) || state.next == .replace {
            return try await apply(.endRequested(.cancelled), to: claim, detail: "its process ended before it measured anything")
        }
        if time.now > claim.session.hardDeadline, state.step != .launching {
            let late = Problem(.timedOut, "the session's hard deadline passed")
            return try await apply(.endRequested(.expired), to: claim, detail: late.message) { $0.failure = SessionFailure(late) }
        }
        return claim
    }

    /// The session as the database has it, after a step was cut short.
    private func reread(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let session = try await store.session(claim.session.id), session.version == claim.session.version else {
            guard let session = try await store.session(claim.session.id) else {
                throw Problem(.internalError, "session \(claim.session.id) vanished from the database")
            }
            var renewed = claim
            renewed.session = session
            return renewed
        }
        return claim
    }
}
