import ArgumentParser

/// `gpu-shopper bench`.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rent a machine, measure a model on it, collect the result, destroy the machine.",
        subcommands: [BenchRun.self, BenchResume.self])
}
