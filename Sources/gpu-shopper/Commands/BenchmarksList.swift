import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper benchmarks list`.
struct BenchmarksList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List results, newest first.")

    @Option(name: .shortAndLong, help: "Only this model, e.g. qwen2:7b.")
    var model: String?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling, or GPUs whose name holds this text.")
    var gpu: String?

    @Option(name: .shortAndLong, help: "Only this provider.")
    var provider: String?

    @Option(name: .shortAndLong, help: "How many at most.")
    var limit: Int = 20

    @OptionGroup var common: CommonOptions

    private struct Listing: Encodable {
        let benchmarks: [BenchmarkResult]
        let count: Int
        let total: Int
    }

    func run() async throws {
        try FlagRange.count("--limit", limit)
        try FlagRange.text("--model", model)
        try FlagRange.text("--gpu", gpu)
        try FlagRange.text("--provider", provider)
        let context = try await Context.make(common)
        let filter = BenchmarkFilter(
            model: model, gpu: gpu, provider: provider, among: try await context.store.benchmarkNames())
        let results = try await context.store.benchmarks(filter, limit: limit)
        let total = try await context.store.benchmarkCount(filter)
        if common.output == .json {
            try context.output.json(Listing(benchmarks: results, count: results.count, total: total))
            return
        }
        guard !results.isEmpty else {
            let all = try await context.store.benchmarkCount()
            context.output.line("No results match; the database holds \(all). 'gpu-shopper benchmarks list' without flags lists them.")
            return
        }
        var table = Table([
            .init("ID"), .init("MODEL"), .init("GPU"), .init("TOK/S", right: true), .init("$/HOUR", right: true, expendability: 2),
            .init("PROVIDER", expendability: 3), .init("VERDICT"), .init("SOURCE", expendability: 4), .init("DATE", expendability: 5),
        ])
        for result in results {
            table.add([
                String(result.id.prefix(12)), result.model.name, Self.gpu(result),
                result.results.avgTokensPerSecond > 0 ? MoneyText.fixed(result.results.avgTokensPerSecond, 1) : "-",
                result.pricePerHour > .zero ? MoneyText.fixed(result.pricePerHour.dollars, 3) : "-", result.provider,
                result.verdict.rawValue, result.source.rawValue, String(ProductJSON.rfc3339(result.timestamp).prefix(10)),
            ])
        }
        for line in table.lines(width: context.terminal.width) { context.output.line(line) }
        context.output.line("\n\(results.count) of \(total) results; 'gpu-shopper benchmarks show <id>' tells more of one.")
    }

    private static func gpu(_ result: BenchmarkResult) -> String {
        let name = result.hardware.gpuName.replacing("NVIDIA GeForce ", with: "").replacing("NVIDIA ", with: "")
        return result.hardware.gpuCount > 1 ? "\(result.hardware.gpuCount)x \(name)" : name
    }
}
