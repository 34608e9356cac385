import ArgumentParser

/// `gpu-shopper bench`.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rent a machine, measure a model on it, collect the result, destroy the machine.",
        discussion: "gpu-shopper bench run --model qwen2:7b --budget 0.50",
        subcommands: [BenchRun.self, BenchResume.self])
}
