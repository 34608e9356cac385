import API
import ArgumentParser
import Domain
import Engine

/// `gpu-shopper benchmarks compare`.
struct BenchmarksCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare all results of a model with the fastest.",
        discussion: """
            SPEED, TOKENS/$ and SPEED/GiB are shares of the fastest one's.

            gpu-shopper benchmarks compare --model deepseek-r1:14b
            """)

    @OptionGroup var about: QuestionOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let question = try about.question()
        let answers = try await BenchmarkAnswers(common, server)
        let shape = try await answers.comparison(question)
        let output = answers.desk.output
        if common.output == .json { return try output.json(shape) }
        var table = Table([
            .init("GPU"), .init("TOK/S", right: true), .init("SPEED", right: true), .init("TOKENS/$", right: true, expendability: 2),
            .init("SPEED/GiB", right: true, expendability: 3), .init("$/HOUR", right: true, expendability: 1),
            .init("PROVIDER", expendability: 4), .init("ID", expendability: 5),
        ])
        table.add(Self.cells(shape.baseline, "1.00", "1.00", "1.00"))
        for row in shape.comparisons {
            table.add(
                Self.cells(row.result, Self.share(row.speedup_factor), Self.share(row.cost_efficiency), Self.share(row.memory_efficiency)))
        }
        for line in table.lines(width: answers.desk.terminal.width) { output.line(line) }
    }

    private static func cells(_ result: BenchmarkResult, _ speed: String, _ cost: String, _ memory: String) -> [String] {
        [
            BenchmarkText.gpu(result), MoneyText.fixed(result.results.avgTokensPerSecond, 1), speed, cost, memory,
            result.pricePerHour > .zero ? MoneyText.fixed(result.pricePerHour.dollars, 3) : "-", result.provider,
            String(result.id.prefix(12)),
        ]
    }

    private static func share(_ factor: Double) -> String { factor > 0 ? MoneyText.fixed(factor, 2) : "-" }
}
