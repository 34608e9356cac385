import ArgumentParser

/// `gpu-shopper benchmarks`.
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at stored results: measured, imported and published.",
        discussion: """
            Reads the local database; with --server or GPU_SHOPPER_URL it asks that server.

            gpu-shopper benchmarks best --model deepseek-r1:14b
            """,
        subcommands: [
            BenchmarksList.self, BenchmarksShow.self, BenchmarksBest.self, BenchmarksCheapest.self, BenchmarksCompare.self,
            BenchmarksRecommend.self, BenchmarksExport.self,
        ])
}
