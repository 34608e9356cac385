import ArgumentParser

/// The root command.
struct GPUShopper: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-shopper",
        abstract: "Which GPU to rent right now for a language model, how fast it will be, and what a million tokens cost.",
        discussion: """
            No account yet:      make demo
            With a Vast.ai key:  export VASTAI_API_KEY=...; gpu-shopper doctor
            Ask:                 gpu-shopper advise --model qwen2:7b
            Rent and measure:    gpu-shopper bench run --model qwen2:7b --budget 0.50
            Rent and log in:     gpu-shopper serve &  then  gpu-shopper provision --help
            """,
        version: Version.text,
        subcommands: [
            Advise.self, Estimate.self, InventoryCommand.self, Bench.self, Benchmarks.self, Serve.self, Provision.self, Sessions.self,
            Shutdown.self, Reconcile.self, CostsCommand.self, BudgetsCommand.self, OfferHealthCommand.self, TemplatesCommand.self,
            TransferCommand.self, RunsCommand.self,
            CleanupOrphans.self, ResultsCommand.self, DatabaseCommand.self, ConfigCommand.self, Doctor.self,
        ])
}
