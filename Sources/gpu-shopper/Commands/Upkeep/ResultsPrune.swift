import ArgumentParser
import Domain
import Engine

/// `gpu-shopper results prune`.
struct ResultsPrune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove old raw archives whose results are in the database.",
        discussion: """
            Never touches an archive that was not read, or whose session is not over. Asks first, unless --force is given.

            gpu-shopper results prune --older-than 90d --keep 20 --dry-run
            gpu-shopper results prune --older-than 90d --force
            """)

    @Option(help: "How long ago their sessions must have ended, e.g. 90d or 12h.")
    var olderThan = "90d"

    @Option(help: "Never remove the newest ones, so many of them.")
    var keep = 0

    @Flag(help: "Say what would go, and remove nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard let age = DurationText.age(olderThan) else {
            throw Problem(.invalidInput, "--older-than cannot be '\(olderThan)'", hint: "Give an age such as 90d or 12h.")
        }
        try FlagRange.whole("--keep", keep, 0...1_000_000)
        let context = try await Context.make(common)
        let pruning = ArchivePruning(store: context.store, time: context.time)
        let plan = try await pruning.plan(olderThan: age, keeping: keep)
        let archives = "\(plan.items.count) archive\(plan.items.count == 1 ? "" : "s")"
        var removed: [PruningPlan.Item] = []
        if !dryRun, !plan.items.isEmpty,
            try force
                || Confirmation.isGiven(
                    "yes", "Type 'yes' to remove \(archives)", otherwise: "Nothing was removed", or: "--force", output: context.output)
        {
            for item in plan.items {
                try await pruning.remove(item)
                removed.append(item)
            }
        }
        let view = PruningText(plan, removed: removed, isDryRun: dryRun)
        if common.output == .json { return try context.output.json(view.report) }
        context.output.show(view.sheet)
    }
}
