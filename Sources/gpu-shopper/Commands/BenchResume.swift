import ArgumentParser
import Domain
import Engine
import Storage

/// `gpu-shopper bench resume`.
struct BenchResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Continue benchmark sessions whose process died, from where their rows say.",
        discussion: """
            Without an argument: all that are unfinished. A session that a live process drives is left alone.

            gpu-shopper bench resume
            """)

    @Argument(help: "The session's id, or its first characters.")
    var run: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = try await Context.make(common)
        let service = try context.sessionService()
        let wanted = try await sessions(context, service: service)
        guard !wanted.isEmpty else {
            if common.output == .json { try context.output.json([BenchReport]()) } else { context.output.line("Nothing is unfinished.") }
            return
        }
        try context.requireProviders()
        let runner = BenchRunner(context: context, service: service)
        let failed = try await runner.withSignals { interrupt in
            let failed = try await resume(wanted, runner: runner, interrupt: interrupt)
            if let signal = interrupt.signal { throw ExitCode(128 + signal) }
            return failed
        }
        if let failed { throw failed }
    }

    private func sessions(_ context: Context, service: SessionService) async throws -> [Session] {
        guard let run else { return try await service.abandoned() }
        let id = try await SessionReference(run).resolved(in: context.store)
        guard let session = try await context.store.session(id) else { throw SessionReference.unknown(run) }
        guard session.state.step != .finished else {
            throw Problem(.conflict, "session \(id) is finished", hint: "There is nothing to resume.")
        }
        return [session]
    }

    /// Every session gets its turn, and what goes wrong is said when it does; the first failure is what the command exits
    /// with.
    private func resume(_ sessions: [Session], runner: BenchRunner, interrupt: Interrupt) async throws -> ExitCode? {
        let context = runner.context
        var reports: [BenchReport] = []
        var first: ExitCode?
        for session in sessions where interrupt.signal == nil || session.state.step == .terminating {
            do {
                guard let claim = try await runner.service.take(session.id) else {
                    throw Problem(.conflict, "session \(session.id) is driven by a live process", hint: "Wait for it, or end that process.")
                }
                context.output.note("resuming session \(session.id) (\(session.plan.model), \(session.state.step.rawValue))")
                let (report, problem) = try await resume(claim, runner: runner, interrupt: interrupt)
                reports.append(report)
                if common.output != .json { context.output.show(report.sheet) }
                if let problem { throw problem }
            } catch let problem as Problem {
                Output.report(problem)
                first = first ?? problem.exitCode
            }
        }
        if common.output == .json { try context.output.json(reports) }
        return first
    }

    /// One session to its end; a session that went wrong is reported too, with what went wrong.
    private func resume(
        _ claim: SessionClaim, runner: BenchRunner, interrupt: Interrupt
    ) async throws -> (report: BenchReport, problem: Problem?) {
        let ended: Session
        do {
            ended = try await runner.drive(claim, interrupt: interrupt, mode: .completing)
        } catch let problem as Problem {
            return (await runner.unfinishedReport(of: claim.session, problem), problem)
        }
        let report = try await runner.report(of: ended)
        guard ended.state.outcome != .succeeded else { return (report, nil) }
        return (
            report,
            Problem(
                ended.failure?.code ?? .interrupted, ended.failure?.message ?? "session \(ended.id) was stopped",
                hint: FailureHint.text(for: ended))
        )
    }
}
