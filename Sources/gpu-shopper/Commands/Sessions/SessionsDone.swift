import ArgumentParser
import HTTPTypes

/// `gpu-shopper sessions done`.
struct SessionsDone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "End a session whose work is done, and prove its machine gone.",
        discussion: "gpu-shopper sessions done 70e2")

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Option(help: "Seconds to wait for the proof, 0 to 300; the server goes on in any case.")
    var wait = 60

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await SessionEnding(desk: try await ServerDesk.make(common, server)).run(.post, id, path: "/done", wait: wait)
    }
}
