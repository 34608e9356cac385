import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs create`.
struct RunsCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Put a run on record; nothing is rented for it yet.",
        discussion: "gpu-shopper runs create -m qwen2:7b -m llama3.1:8b -g RTX4090 --budget 2")

    @OptionGroup var options: RunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let request = try options.request
        let desk = try ServerDesk.looking(common, server)
        let details: RunDetailsShape
        if let context = try await desk.localUnlessNamed() {
            details = RunDetailsShape(try await context.runs.open(request))
            if common.output == .json { return try desk.output.json(details) }
        } else {
            let answer = try await desk.link.ask(.post, "benchmark-runs", body: request)
            if common.output == .json { return desk.show(answer) }
            details = try answer.decoded()
        }
        desk.output.show(RunText(details).sheet)
        if let note = details.note { desk.output.note("note: \(note)") }
    }
}
