import ArgumentParser

/// `gpu-shopper benchmarks best`.
struct BenchmarksBest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "best", abstract: "Show the fastest result of a model.",
        discussion: """
            Doubtful results do not count. The price is that of the measurement: 'gpu-shopper advise' knows those of now.

            gpu-shopper benchmarks best --model qwen2:7b
            """)

    @OptionGroup var about: QuestionOptions

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let question = try about.question()
        let answers = try await BenchmarkAnswers(common, server)
        let shape = try await answers.one("best", question)
        if common.output == .json { return try answers.desk.output.json(shape) }
        answers.desk.output.show(BenchmarkText(shape).sheet)
    }
}
