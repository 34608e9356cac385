import ArgumentParser
import Console
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper cleanup-orphans`.
struct CleanupOrphans: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find machines of this deployment that no session knows, and end them with --execute.",
        discussion: """
            A dry run unless --execute is given. Only machines that carry this deployment's label and belong to no
            unfinished session are touched; machines of other deployments are counted and left alone.
            """)

    @Flag(help: "End the orphans; asks first unless --force is given too.")
    var execute = false

    @Flag(help: "Do not ask.")
    var force = false

    @Option(name: .shortAndLong, help: "Only this provider; may be repeated.")
    var provider: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = try await Context.make(common)
        try context.requireProviders()
        let findings = try await OrphanFinder(providers: context.providers, store: context.store)
            .find(in: provider.map { ProviderID(rawValue: $0.lowercased()) })
        let orphans = findings.machines.filter { $0.standing == .orphan }
        for failure in findings.failures { Output.report(failure.problem) }
        if common.output == .table { show(orphans, findings: findings, context: context) }
        var ended: [InstanceID: [Date]] = [:]
        var problems: [InstanceID: Problem] = [:]
        if execute, !orphans.isEmpty, try isConfirmed(orphans.count, context: context) {
            let ending = MachineEnding(time: context.time, deadlines: context.settings.deadlines)
            for orphan in orphans {
                let id = orphan.instance.id
                do {
                    ended[id] = try await ending.end(id, at: context.providers.provider(id.provider))
                    context.output.note("ended \(id): gone, asked twice")
                } catch let problem as Problem {
                    problems[id] = problem
                    Output.report(problem)
                }
            }
        }
        if common.output == .json {
            try context.output.json(
                CleanupReport(orphans: orphans, findings: findings, ended: ended, problems: problems, isDryRun: !execute))
        }
        try await context.mentionAbandoned()
        if let first = orphans.lazy.compactMap({ problems[$0.instance.id] }).first { throw first.exitCode }
        if let failure = findings.failures.first { throw failure.problem.exitCode }
    }

    private func show(_ orphans: [AccountMachine], findings: OrphanFinder.Findings, context: Context) {
        let output = context.output
        if orphans.isEmpty {
            let asked = provider.isEmpty ? context.providers.all.count : Set(provider.map { $0.lowercased() }).count
            switch findings.failures.count {
            case 0: output.line("No orphans: every machine of deployment \(context.store.deploymentID) belongs to a session.")
            case asked...: output.line("No provider answered: whether there are orphans is not known.")
            default: output.line("No orphans at the providers that answered; of the others nothing is known.")
            }
        } else {
            var table = Table([
                .init("PROVIDER", expendability: 1), .init("INSTANCE"), .init("LABEL", expendability: 2), .init("STATUS"),
                .init("$/HOUR", right: true), .init("STARTED", expendability: 3),
            ])
            for orphan in orphans {
                let instance = orphan.instance
                table.add([
                    instance.id.provider.rawValue, instance.id.local, instance.label ?? "", CleanupReport.status(instance.phase),
                    instance.pricePerHour.map { MoneyText.fixed($0.dollars, 3) } ?? "-", instance.startedAt.map(ProductJSON.rfc3339) ?? "-",
                ])
            }
            for line in table.lines(width: context.terminal.width) { output.line(line) }
            let hourly = orphans.compactMap(\.instance.pricePerHour).reduce(.zero, +)
            output.line("\n\(orphans.count) orphan\(orphans.count == 1 ? "" : "s"), \(MoneyText.dollars(hourly)) an hour together.")
            if !execute { output.line("A dry run: nothing was changed. End them with 'gpu-shopper cleanup-orphans --execute'.") }
        }
        let others = findings.machines.filter { $0.standing == .otherDeployment }.count
        let live = findings.machines.filter { $0.standing == .live }.count
        if live > 0 { output.line("\(live) machine\(live == 1 ? "" : "s") of unfinished sessions: left alone.") }
        if others > 0 { output.line("\(others) machine\(others == 1 ? "" : "s") of other deployments on the account: left alone.") }
    }

    /// Asks on the terminal; without one, `--force` is needed.
    private func isConfirmed(_ count: Int, context: Context) throws -> Bool {
        if force { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(.invalidInput, "--execute asks for a confirmation, and there is no terminal", hint: "Add --force.")
        }
        Output.write("Type 'yes' to end \(count) machine\(count == 1 ? "" : "s"): ", to: .errors)
        guard readLine()?.lowercased() == "yes" else {
            context.output.note("Nothing was ended: the answer was not 'yes'.")
            return false
        }
        return true
    }
}
