import ArgumentParser

/// `gpu-shopper benchmarks`.
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at stored results: measured, imported and published.",
        subcommands: [BenchmarksList.self, BenchmarksShow.self])
}
