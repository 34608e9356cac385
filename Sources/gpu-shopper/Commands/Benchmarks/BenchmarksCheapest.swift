import ArgumentParser

/// `gpu-shopper benchmarks cheapest`.
struct BenchmarksCheapest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cheapest", abstract: "Show the result of a model with the most tokens per dollar.",
        discussion: """
            Doubtful results do not count. The price is that of the measurement: 'gpu-shopper advise' knows those of now.

            gpu-shopper benchmarks cheapest --model qwen2:7b --min-tps 100
            """)

    @OptionGroup var about: QuestionOptions

    @Option(help: "The least tokens per second.")
    var minTps: Double?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let question = try about.question(minTps: minTps)
        let answers = try await BenchmarkAnswers(common, server)
        let shape = try await answers.one("cheapest", question)
        if common.output == .json { return try answers.desk.output.json(shape) }
        answers.desk.output.show(BenchmarkText(shape).sheet)
    }
}
