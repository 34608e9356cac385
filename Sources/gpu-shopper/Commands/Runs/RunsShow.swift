import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs show`.
struct RunsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run and its entries.", discussion: "gpu-shopper runs show run-0f3a91c2")

    @Argument(help: "The run's id, or its first characters.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.text("ID", id)
        let desk = try ServerDesk.looking(common, server)
        let details: RunDetailsShape
        if let context = try await desk.localUnlessNamed() {
            let (run, entries) = try await context.runs.run(id)
            details = RunDetailsShape(run, entries: entries)
            if common.output == .json { return try desk.output.json(details) }
        } else {
            let answer = try await desk.link.ask(.get, "benchmark-runs/\(id)")
            if common.output == .json { return desk.show(answer) }
            details = try answer.decoded()
        }
        desk.output.show(RunText(details).sheet)
        if let note = details.note { desk.output.note("note: \(note)") }
    }
}
