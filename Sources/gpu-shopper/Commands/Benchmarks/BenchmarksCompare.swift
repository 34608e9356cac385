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
            .init("GPU"), .init("TOK/S", key: "avg_tokens_per_second", right: true), .init("SPEED", key: "speedup_factor", right: true),
            .init("TOKENS/$", key: "cost_efficiency", right: true, expendability: 2),
            .init("SPEED/GiB", key: "memory_efficiency", right: true, expendability: 3),
            .init("$/HOUR", key: "price_per_hour", right: true, expendability: 1),
            .init("PROVIDER", expendability: 4), .init("ID", expendability: 5),
        ])
        table.add(Self.cells(shape.baseline, 1, 1, 1))
        for row in shape.comparisons {
            table.add(Self.cells(row.result, row.speedup_factor, row.cost_efficiency, row.memory_efficiency))
        }
        output.show(Sheet(.rows(table)))
    }

    private static func cells(_ result: BenchmarkResult, _ speed: Double, _ cost: Double, _ memory: Double) -> [Table.Cell] {
        [
            .init(BenchmarkText.gpu(result)), .figure(result.results.avgTokensPerSecond, 1), .figure(speed, 2), .figure(cost, 2),
            .figure(memory, 2), .price(result.pricePerHour), .init(result.provider), .id(result.id, shown: 12),
        ]
    }
}
