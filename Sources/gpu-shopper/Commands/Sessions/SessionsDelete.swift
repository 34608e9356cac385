import ArgumentParser
import HTTPTypes

/// `gpu-shopper sessions delete`.
struct SessionsDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "End a session, whatever it is at, and prove its machine gone.",
        discussion: "gpu-shopper sessions delete 70e2 --wait 120")

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Option(help: "Seconds to wait for the proof, 0 to 300; the server goes on in any case.")
    var wait = 60

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await SessionEnding(desk: try await ServerDesk.make(common, server)).run(.delete, id, path: "", wait: wait)
    }
}
