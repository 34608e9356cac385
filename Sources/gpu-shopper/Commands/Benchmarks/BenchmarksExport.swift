import API
import ArgumentParser
import Domain
import Foundation

/// `gpu-shopper benchmarks export`.
struct BenchmarksExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all matching results to standard output.",
        discussion: """
            One JSON object a line, or a table of the main figures for spreadsheets.

            gpu-shopper benchmarks export --format csv > results.csv
            """)

    /// How to write them.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case jsonl, csv
    }

    @Option(help: "jsonl or csv; the former when left out, unless -o csv is given.")
    var format: Format?

    @Option(name: .shortAndLong, help: "Only this model.", completion: Candidates.models)
    var model: String?

    @Option(
        name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling, or GPUs whose name holds this text.",
        completion: Candidates.gpus)
    var gpu: String?

    @Option(name: .shortAndLong, help: "Only this provider.", completion: Candidates.providers)
    var provider: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// Results that are read at a time.
    private static let pageSize = 200

    func run() async throws {
        let answers = try await BenchmarkAnswers(common, server)
        let output = answers.desk.output
        let format = format ?? (common.output == .csv ? .csv : .jsonl)
        if format == .csv { for line in BenchmarkRows([]).table.commaSeparated { output.line(line) } }
        let encoder = ProductJSON.encoder()
        var offset = 0
        while true {
            let page = try await answers.page(model: model, gpu: gpu, provider: provider, limit: Self.pageSize, offset: offset)
            switch format {
            case .jsonl: for result in page.benchmarks { output.line(String(decoding: try encoder.encode(result), as: UTF8.self)) }
            case .csv: for line in BenchmarkRows(page.benchmarks).table.commaSeparated.dropFirst() { output.line(line) }
            }
            offset += page.count
            guard page.count > 0, offset < page.total else { return }
        }
    }
}
