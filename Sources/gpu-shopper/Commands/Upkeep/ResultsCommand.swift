import ArgumentParser

/// `gpu-shopper results`.
struct ResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "Look after the raw archives that benchmarks leave on the disk.",
        discussion: """
            The results themselves are in the database; 'gpu-shopper benchmarks' shows them.

            gpu-shopper results prune --older-than 90d --dry-run
            """,
        subcommands: [ResultsPrune.self])
}
