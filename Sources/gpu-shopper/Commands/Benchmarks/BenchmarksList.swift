import API
import Advice
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

    @Option(name: .shortAndLong, help: "Only this model, e.g. qwen2:7b.", completion: Candidates.models)
    var model: String?

    @Option(
        name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling, or GPUs whose name holds this text.",
        completion: Candidates.gpus)
    var gpu: String?

    @Option(name: .shortAndLong, help: "Only this provider.", completion: Candidates.providers)
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
        var table = Table([
            .init("ID"), .init("MODEL"), .init("GPU"), .init("TOK/S", right: true), .init("$/HOUR", right: true, expendability: 2),
            .init("PROVIDER", expendability: 3), .init("VERDICT"), .init("SOURCE", expendability: 4), .init("DATE", expendability: 5),
        ])
        for result in page.benchmarks {
            table.add([
                .id(result.id, shown: 12), .init(result.model.name), .init(BenchmarkText.gpu(result)),
                .figure(result.results.avgTokensPerSecond, 1), .price(result.pricePerHour), .init(result.provider),
                .init(result.verdict.rawValue, tone: .of(result.verdict)), .init(result.source.rawValue),
                .init(String(ProductJSON.rfc3339(result.timestamp).prefix(10))),
            ])
        }
        var words = "\(page.count) of \(page.total) results; 'gpu-shopper benchmarks show <id>' tells more of one."
        if page.benchmarks.isEmpty {
            let all = try await answers.page(model: nil, gpu: nil, provider: nil, limit: 1).total
            if let model, case .unknown(let near) = ModelCatalogue.lookUp(model), !near.isEmpty {
                output.note("note: no model is called '\(model)'; did you mean \(near.joined(separator: " or "))?")
            }
            words = "No results match; the database holds \(all). 'gpu-shopper benchmarks list' without flags lists them."
        }
        output.show(Sheet(.rows(table, whole: BenchmarkRows(page.benchmarks).table), .words([words])))
    }
}
