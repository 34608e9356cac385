import Advice
import ArgumentParser
import Domain
import Engine
import Foundation
import Storage
import UnixSignals

/// Drives sessions in the foreground: signals, progress, recovery of what dead processes left, the final report.
struct BenchRunner: Sendable {
    let context: Context
    let service: SessionService

    /// Runs `work` while SIGINT, SIGTERM and SIGHUP raise an interrupt instead of killing the process.
    func withSignals<Value: Sendable>(_ work: @Sendable @escaping (Interrupt) async throws -> Value) async throws -> Value {
        let interrupt = Interrupt()
        let output = context.output
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                for await signal in signals {
                    let isFirst = interrupt.signal == nil
                    interrupt.raise(signal.rawValue)
                    output.note(
                        isFirst
                            ? "\nstopping: ending the machine first, if one was rented; this takes some seconds"
                            : "\nstill making sure that the machine is gone; stopping now could leave it billing")
                }
                return nil
            }
            group.addTask {
                do {
                    return try await work(interrupt)
                } catch let interrupted as Interrupted {
                    // Nothing was rented yet.
                    throw ExitCode(128 + interrupted.signal)
                }
            }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let value = finished { return value }
            }
            throw CancellationError()
        }
    }

    /// Takes up sessions of dead processes: keeps what was measured, ends what was not begun.
    func recoverAbandoned(_ interrupt: Interrupt) async throws {
        for session in try await service.abandoned() where interrupt.signal == nil {
            do {
                guard let claim = try await service.take(session.id) else { continue }
                context.output.note(
                    "taking up session \(session.id) (\(session.plan.model), \(session.state.step.rawValue)), whose process died")
                let ended = try await drive(claim, interrupt: interrupt, mode: .windingDown)
                context.output.note(SessionSentence(ended, at: context.time.now).text)
            } catch let problem as Problem {
                // What went wrong with an old session must not keep a new one from starting, but it is said.
                Output.report(problem)
            }
        }
    }

    /// A whole new benchmark.
    func run(_ plan: SessionPlan, interrupt: Interrupt) async throws {
        let output = context.output
        output.note("database   \(context.store.path)")
        let choice = try await interrupt.cutting { try await service.choose(plan) }
        output.note(
            "worst case \(MoneyText.dollars(choice.worstCase.total)) for \(choice.offer.id) at \(MoneyText.dollars(choice.offer.pricePerHour))/h: every step to its deadline (\(DurationText.clock(choice.worstCase.seconds))); budget \(MoneyText.dollars(plan.budget))"
        )
        if let suspicion = choice.recommendation?.suspicion {
            output.note("warning: \(suspicion); it is rented because it was named")
        }
        let charged = try await interrupt.cutting { try await service.charging(choice.offer.provider, for: plan) }
        try interrupt.check()
        let claim = try await service.open(charged)
        let session: Session
        do {
            session = try await drive(claim, first: choice, interrupt: interrupt, mode: .completing)
        } catch let problem as Problem {
            try show(await unfinishedReport(of: claim.session, problem))
            throw problem
        }
        try show(await report(of: session))
        try conclude(session, interrupt: interrupt)
    }

    /// Drives one session with progress on stderr.
    func drive(
        _ claim: SessionClaim, first choice: OfferChoice? = nil, interrupt: Interrupt, mode: SessionWorker.Mode
    ) async throws -> Session {
        let view = BenchProgressView(context.output)
        defer { view.finish() }
        do {
            return try await service.drive(claim, first: choice, interrupt: interrupt, mode: mode) { view.show($0) }
        } catch let stale as StaleClaim {
            throw Problem(.conflict, "session \(stale.session) was taken over by another process", hint: "That process ends its machine.")
        }
    }

    /// What became of a session, with its result when there is one.
    func report(of session: Session, _ problem: Problem? = nil) async throws -> BenchReport {
        var result: BenchmarkResult?
        if let id = session.benchmarkID { result = try await context.store.benchmark(id) }
        return BenchReport(session: session, result: result, problem: problem, at: context.time.now)
    }

    /// What is known of a session whose driving ended with a problem: its row may have moved since, and may not be readable.
    func unfinishedReport(of session: Session, _ problem: Problem) async -> BenchReport {
        do {
            if let stored = try await context.store.session(session.id) { return try await report(of: stored, problem) }
        } catch {
            context.output.note("warning: session \(session.id) cannot be read: \(Problem(wrapping: error, doing: "reading it").message)")
        }
        return BenchReport(session: session, result: nil, problem: problem, at: context.time.now)
    }

    /// Prints a report in the form that was asked for.
    func show(_ report: BenchReport) throws {
        if context.output.format == .json {
            try context.output.json(report)
        } else {
            context.output.show(report.sheet)
        }
    }

    /// Throws the problem or the exit code that goes with a session's outcome.
    private func conclude(_ session: Session, interrupt: Interrupt) throws {
        switch session.state.outcome {
        case .succeeded:
            // Everything is done and stored, but whoever asked us to stop wants what comes after us to stop too.
            if let signal = interrupt.signal { throw ExitCode(128 + signal) }
        case .cancelled:
            throw ExitCode(128 + (interrupt.signal ?? SIGINT))
        case .failed, .expired, nil:
            let failure = session.failure ?? SessionFailure(code: .timedOut, message: "the session's deadline passed")
            throw Problem(failure.code, failure.message, hint: FailureHint.text(for: session))
        }
    }
}
