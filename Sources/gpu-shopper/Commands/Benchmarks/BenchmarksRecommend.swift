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
        guard !shape.recommendations.isEmpty else {
            return output.line(
                "No GPU was measured with \(question.model) so far; 'gpu-shopper advise --model \(question.model)' predicts.")
        }
        var table = Table([
            .init("GPU"), .init("NEEDS", right: true, expendability: 1), .init("TOK/S", right: true), .init("$/HOUR", right: true),
            .init("NOTES", expendability: 2),
        ])
        for row in shape.recommendations {
            table.add([
                row.recommended_gpus.joined(separator: ", "), "\(row.min_vram_gib) GiB", MoneyText.fixed(row.expected_tps, 1),
                row.estimated_cost_per_hour > 0 ? MoneyText.fixed(row.estimated_cost_per_hour, 3) : "-", row.notes,
            ])
        }
        for line in table.lines(width: answers.desk.terminal.width) { output.line(line) }
    }
}
