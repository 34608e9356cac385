import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper runs list`.
struct RunsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, the newest first.", discussion: "gpu-shopper runs list --status pending")

    @Option(
        name: .shortAndLong, help: "Only these: \(BenchmarkRun.Status.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: Candidates.words(BenchmarkRun.Status.self))
    var status: String?

    @Option(name: .shortAndLong, help: "How many at most, up to 1000.")
    var limit = 50

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.whole("--limit", limit, 1...1000)
        let wanted = status.flatMap { BenchmarkRun.Status(rawValue: $0.lowercased()) }
        if let status, wanted == nil {
            let words = BenchmarkRun.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.invalidInput, "--status must be one of \(words), not '\(status)'")
        }
        let desk = try ServerDesk.looking(common, server)
        let list: RunListShape
        if let context = try await desk.localUnlessNamed() {
            let page = ListPage(first: limit, of: try await context.runs.runIDs(wanted))
            list = RunListShape(try await context.runs.runs(page.items), page: page)
            if common.output == .json { return try desk.output.json(list) }
        } else {
            let query = [("status", wanted?.rawValue), ("limit", String(limit))].compactMap { name, value in
                value.map { URLQueryItem(name: name, value: $0) }
            }
            let answer = try await desk.link.ask(.get, "benchmark-runs", query: query)
            if common.output == .json { return desk.show(answer) }
            list = try answer.decoded()
        }
        desk.output.show(RunTable(list).sheet)
    }
}
