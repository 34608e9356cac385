import ArgumentParser
import HTTPTypes

/// `gpu-shopper shutdown`.
struct Shutdown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a session: as done, or with --force as given up.",
        discussion: """
            The same as 'sessions done' or, with --force, 'sessions delete', which also takes a session that is over.

            gpu-shopper shutdown 70e2 --force
            """)

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Flag(name: .shortAndLong, help: "End it whatever it is at.")
    var force = false

    @Option(help: "Seconds to wait for the proof, 0 to 300; the server goes on in any case.")
    var wait = 60

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let ending = SessionEnding(desk: try await ServerDesk.make(common, server))
        if force {
            try await ending.run(.delete, id, path: "", wait: wait)
        } else {
            try await ending.run(.post, id, path: "/done", wait: wait)
        }
    }
}
