import API
import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper benchmarks list`.
struct BenchmarksList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List results, newest first.",
        discussion: "gpu-shopper benchmarks list --model qwen2:7b --gpu RTX4090")

    @Option(name: .shortAndLong, help: "Only this model, e.g. qwen2:7b.")
    var model: String?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling, or GPUs whose name holds this text.")
    var gpu: String?

    @Option(name: .shortAndLong, help: "Only this provider.")
    var provider: String?

    @Option(name: .shortAndLong, help: "How many at most.")
    var limit: Int = 20

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.count("--limit", limit)
        try FlagRange.text("--model", model)
        try FlagRange.text("--gpu", gpu)
        try FlagRange.text("--provider", provider)
        let answers = try await BenchmarkAnswers(common, server)
        let output = answers.desk.output
        let page = try await answers.page(model: model, gpu: gpu, provider: provider, limit: limit)
        if common.output == .json { return try output.json(page) }
        guard !page.benchmarks.isEmpty else {
            let all = try await answers.page(model: nil, gpu: nil, provider: nil, limit: 1).total
            return output.line("No results match; the database holds \(all). 'gpu-shopper benchmarks list' without flags lists them.")
        }
        var table = Table([
            .init("ID"), .init("MODEL"), .init("GPU"), .init("TOK/S", right: true), .init("$/HOUR", right: true, expendability: 2),
            .init("PROVIDER", expendability: 3), .init("VERDICT"), .init("SOURCE", expendability: 4), .init("DATE", expendability: 5),
        ])
        for result in page.benchmarks {
            table.add([
                String(result.id.prefix(12)), result.model.name, BenchmarkText.gpu(result),
                result.results.avgTokensPerSecond > 0 ? MoneyText.fixed(result.results.avgTokensPerSecond, 1) : "-",
                result.pricePerHour > .zero ? MoneyText.fixed(result.pricePerHour.dollars, 3) : "-", result.provider,
                result.verdict.rawValue, result.source.rawValue, String(ProductJSON.rfc3339(result.timestamp).prefix(10)),
            ])
        }
        for line in table.lines(width: answers.desk.terminal.width) { output.line(line) }
        output.line("\n\(page.count) of \(page.total) results; 'gpu-shopper benchmarks show <id>' tells more of one.")
    }
}
