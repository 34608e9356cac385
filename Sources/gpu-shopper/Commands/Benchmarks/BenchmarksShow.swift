import API
import ArgumentParser
import Domain

/// `gpu-shopper benchmarks show`.
struct BenchmarksShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one result in full.", discussion: "gpu-shopper benchmarks show bm-4644d7e6")

    @Argument(help: "The result's id, or its first characters (six at least).")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let answers = try await BenchmarkAnswers(common, server)
        guard let shape = try await answers.result(id) else {
            let all = try await answers.page(model: nil, gpu: nil, provider: nil, limit: 1000).benchmarks.map(\.id)
            throw Problem(
                .notFound, "there is no result '\(id)'",
                hint: NearestID.question(id, among: all) + "List them with 'gpu-shopper benchmarks list'.")
        }
        if common.output == .json { return try answers.desk.output.json(shape) }
        answers.desk.output.show(BenchmarkText(shape).sheet)
    }
}
