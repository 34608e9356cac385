import ArgumentParser

/// `gpu-shopper budgets`.
struct BudgetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budgets", abstract: "What consumers may spend: new work starts only where it fits.",
        discussion: """
            Works on the local database; with --server or GPU_SHOPPER_URL it asks that server.

            gpu-shopper budgets set me --limit 50
            """,
        subcommands: [BudgetsList.self, BudgetsShow.self, BudgetsSet.self, BudgetsRemove.self])
}
