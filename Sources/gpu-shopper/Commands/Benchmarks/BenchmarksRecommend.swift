import API
import ArgumentParser
import Engine

/// `gpu-shopper benchmarks recommend`.
struct BenchmarksRecommend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend", abstract: "Show the GPUs that were measured with a model, the fastest first.",
        discussion: """
            From what was measured alone; 'gpu-shopper advise' also knows cards that were not, and the prices of now.

            gpu-shopper benchmarks recommend --model qwen2:7b
            """)

    @OptionGroup var about: QuestionOptions

    @Option(help: "The least tokens per second.")
    var minTps: Double?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let question = try about.question(minTps: minTps)
        let answers = try await BenchmarkAnswers(common, server)
        let shape = try await answers.recommendations(question)
        let output = answers.desk.output
        if common.output == .json { return try output.json(shape) }
        var table = Table([
            .init("GPU", key: "recommended_gpus"), .init("NEEDS", key: "min_vram_gib", right: true, expendability: 1),
            .init("TOK/S", key: "expected_tps", right: true), .init("$/HOUR", key: "estimated_cost_per_hour", right: true),
            .init("NOTES", expendability: 2),
        ])
        for row in shape.recommendations {
            table.add([
                .init(row.recommended_gpus.joined(separator: ", ")), .whole(row.min_vram_gib, unit: " GiB"), .figure(row.expected_tps, 1),
                .figure(row.estimated_cost_per_hour, 3), .init(row.notes),
            ])
        }
        let none = "No GPU was measured with \(question.model) so far; 'gpu-shopper advise --model \(question.model)' predicts."
        output.show(Sheet(.rows(table), .words(table.isEmpty ? [none] : [])))
    }
}
