import ArgumentParser
import Console
import Domain
import Engine
import Foundation
import Logging
import Storage

/// `gpu-shopper cleanup-orphans`.
struct CleanupOrphans: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find machines of this deployment that no session knows, and end them with --execute.",
        discussion: """
            A dry run unless --execute is given. Only machines that carry this deployment's label and belong to no \
            unfinished session are touched; machines of other deployments are counted and left alone.

            gpu-shopper cleanup-orphans
            gpu-shopper cleanup-orphans --provider vastai --execute --force
            """)

    @Flag(help: "End the orphans; asks first unless --force is given too.")
    var execute = false

    @Flag(help: "Do not ask.")
    var force = false

    @Flag(help: "An emergency: the machines of every deployment of this product on the account, also those that others work on.")
    var allDeployments = false

    @Option(name: .shortAndLong, help: "Only this provider; may be repeated.", completion: Candidates.providers)
    var provider: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let context = try await Context.make(common)
        try context.requireProviders()
        let findings = try await OrphanFinder(providers: context.providers, store: context.store)
            .find(in: provider.map { ProviderID(rawValue: $0.lowercased()) })
        let targets = findings.machines.filter { $0.standing == .orphan || (allDeployments && $0.standing == .otherDeployment) }
        for failure in findings.failures { Output.report(failure.problem) }
        if common.output != .json {
            let view = CleanupText(
                targets: targets, findings: findings, deployment: context.store.deploymentID, allDeployments: allDeployments,
                asked: provider.isEmpty ? context.providers.ids.count : Set(provider.map { $0.lowercased() }).count, isDryRun: !execute)
            context.output.show(view.sheet)
        }
        var ended: [InstanceID: [Date]] = [:]
        var problems: [InstanceID: Problem] = [:]
        if execute, !targets.isEmpty, try isConfirmed(targets.count, context: context) {
            for target in targets {
                let id = target.instance.id
                do {
                    ended[id] = try await end(target, context: context)
                    context.output.note("ended \(id): gone, asked twice")
                } catch let problem as Problem {
                    problems[id] = problem
                    Output.report(problem)
                    if problem.code == .providerRejectedKey { try await alarm(problem, about: target, context: context) }
                }
            }
        }
        if common.output == .json {
            try context.output.json(
                CleanupReport(
                    targets, findings: findings, ended: ended, problems: problems, allDeployments: allDeployments, isDryRun: !execute))
        }
        try await context.mentionAbandoned()
        if let first = targets.lazy.compactMap({ problems[$0.instance.id] }).first { throw first.exitCode }
        if let failure = findings.failures.first { throw failure.problem.exitCode }
    }

    /// Ends a machine and keeps what it cost; that the database cannot be written does not keep a machine alive.
    private func end(_ target: AccountMachine, context: Context) async throws -> [Date] {
        let id = target.instance.id
        let orphan =
            target.standing == .orphan ? OrphanRecord(target.instance, of: context.store.deploymentID, foundAt: context.time.now) : nil
        // On record before it ends: when this command dies meanwhile, a server sees it gone and closes the record.
        try await keep(id, context: context) { store in if let orphan { _ = try await store.noteOrphan(orphan) } }
        let ending = MachineEnding(time: context.time, deadlines: context.settings.deadlines)
        let sightings = try await ending.endUnlessRefused(id, at: context.providers.provider(id.provider))
        guard let orphan else { return sightings }
        try await keep(id, context: context) { store in
            // Again, where the first time failed.
            _ = try await store.noteOrphan(orphan)
            try await store.closeOrphan(id, at: context.time.now)
            for kind in [Alarm.Kind.orphan, .teardownRefused, .teardownLate] {
                try await store.clear(kind, id.description, at: context.time.now)
            }
        }
        return sightings
    }

    /// A server on the database tells of it and goes on asking; its next pass finds the machine on record.
    private func alarm(_ problem: Problem, about target: AccountMachine, context: Context) async throws {
        guard target.standing == .orphan else { return }
        let logger = Logger.writing(context.settings.logsJSON, level: context.settings.logLevel, usual: .warning)
        try await keep(target.instance.id, context: context) { store in
            _ = try await Alarms(context.settings, store: store, time: context.time, logger: logger)
                .raise(.teardownRefused, target.instance.id.description, problem.message)
        }
    }

    private func keep(_ id: InstanceID, context: Context, _ write: (Store) async throws -> Void) async throws {
        do {
            try await write(context.store)
        } catch let problem as Problem {
            context.output.note("warning: what \(id) cost is not on record: \(problem.message)")
        }
    }

    private func isConfirmed(_ count: Int, context: Context) throws -> Bool {
        if force { return true }
        // Machines that somebody may be working on are not ended by a word that the fingers know.
        let word = allDeployments ? String(count) : "yes"
        let machines = "\(count) machine\(count == 1 ? "" : "s")"
        let question =
            allDeployments
            ? "Type their number to end \(machines) of every deployment on the account" : "Type 'yes' to end \(machines)"
        return try Confirmation.isGiven(word, question, otherwise: "Nothing was ended", or: "--force", output: context.output)
    }
}
