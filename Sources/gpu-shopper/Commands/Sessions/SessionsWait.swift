import HTTPTypes
import API
import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper sessions wait`.
struct SessionsWait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until a session's machine can be logged in to, or until it is over.",
        discussion: """
            Exits with 0 when that has come, with 75 when the time is over, and with the code of what went wrong where it never will.

            gpu-shopper sessions wait 70e2 && gpu-shopper sessions ssh 70e2
            gpu-shopper sessions wait 70e2 --for stopped --timeout 2h
            """)

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Option(help: "What to wait for: running or stopped.")
    var `for` = Goal.running

    @Option(name: .shortAndLong, help: "How long at most, e.g. 90s or 2h; for ever when left out.")
    var timeout: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What can be waited for.
    enum Goal: String, CaseIterable, ExpressibleByArgument {
        case running, stopped
    }

    func run() async throws {
        let limit = try timeout.map { text in
            guard let limit = DurationText.parse(text) else {
                throw Problem(.invalidInput, "--timeout cannot be '\(text)'", hint: "Give a span such as 90s, 15m or 1h30m.")
            }
            return limit
        }
        let desk = try await ServerDesk.make(common, server)
        let whole = try await SessionReference(id).resolved(at: desk.link)
        let first = try await desk.link.ask(.get, "sessions/\(whole)").decoded(SessionShape.self)
        let watch = SessionWatch(link: desk.link, output: desk.output, isOver: `for` == .stopped, limit: limit)
        let session = try await watch.unlessSignalled(first)
        if common.output == .json { return try desk.output.json(session) }
        let facts = Facts(["session id": session.id, "status": session.status])
        desk.output.show(.sentence("Session \(session.id) is \(session.status).", facts))
    }
}
