import ArgumentParser
import Domain
import Engine
import Storage

/// `gpu-shopper bench resume`.
struct BenchResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Continue benchmark sessions whose process died, from where their rows say.",
        discussion: "Without an argument: all that are unfinished. A session that a live process drives is left alone.")

    @Argument(help: "The session's id.")
    var run: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = try await Context.make(common)
        let service = try context.benchmarkService()
        let wanted = try await sessions(context, service: service)
        guard !wanted.isEmpty else {
            if common.output == .json { try context.output.json([BenchReport]()) } else { context.output.line("Nothing is unfinished.") }
            return
        }
        try context.requireProviders()
        let runner = BenchRunner(context: context, service: service)
        let problem = try await runner.withSignals { interrupt in
            let problem = try await resume(wanted, runner: runner, interrupt: interrupt)
            if let signal = interrupt.signal { throw ExitCode(128 + signal) }
            return problem
        }
        if let problem { throw problem }
    }

    private func sessions(_ context: Context, service: BenchmarkService) async throws -> [Session] {
        guard let run else { return try await service.abandoned() }
        guard let id = SessionID(rawValue: run), let session = try await context.store.session(id) else {
            throw Problem(
                .notFound, "there is no session '\(run)'", hint: "Run 'gpu-shopper bench resume' without an id for all that are unfinished."
            )
        }
        guard session.state.step != .finished else {
            throw Problem(.conflict, "session \(id) is finished", hint: "There is nothing to resume.")
        }
        return [session]
    }

    /// Every session gets its turn; the first failure is what the command exits with.
    private func resume(_ sessions: [Session], runner: BenchRunner, interrupt: Interrupt) async throws -> Problem? {
        let context = runner.context
        var reports: [BenchReport] = []
        var first: Problem?
        for session in sessions where interrupt.signal == nil || session.state.step == .terminating {
            do {
                guard let claim = try await runner.service.take(session.id) else {
                    throw Problem(.conflict, "session \(session.id) is driven by a live process", hint: "Wait for it, or end that process.")
                }
                context.output.note("resuming session \(session.id) (\(session.plan.model), \(session.state.step.rawValue))")
                let ended = try await runner.drive(claim, interrupt: interrupt, mode: .completing)
                var result: BenchmarkResult?
                if let id = ended.benchmarkID { result = try await context.store.benchmark(id) }
                reports.append(BenchReport(session: ended, result: result, at: context.time.now))
                if common.output == .table {
                    context.output.line(SessionSentence(ended, result: result, at: context.time.now).text)
                }
                if ended.state.outcome != .succeeded {
                    throw Problem(
                        ended.failure?.code ?? .interrupted, ended.failure?.message ?? "session \(ended.id) was stopped",
                        hint: FailureHint.text(for: ended))
                }
            } catch let problem as Problem {
                Output.report(problem)
                first = first ?? problem
            }
        }
        if common.output == .json { try context.output.json(reports) }
        return first.map {
            Problem($0.code, "\(sessions.count == 1 ? "The session" : "At least one session") did not end well: \($0.message)")
        }
    }
}
