import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs cancel`.
struct RunsCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Call a run off: what waits in it is not tried any more.",
        discussion: "gpu-shopper runs cancel run-0f3a91c2")

    @Argument(help: "The run's id, or its first characters.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.text("ID", id)
        let desk = try ServerDesk.looking(common, server)
        if let context = try await desk.localUnlessNamed() {
            try await context.runs.cancel(id)
        } else {
            _ = try await desk.link.ask(.delete, "benchmark-runs/\(id)")
        }
        if common.output == .json { return try desk.output.json(RunCancelledShape()) }
        desk.output.show(.sentence("Run \(id) is cancelled.", Facts(["run": id, "status": "cancelled"])))
    }
}
