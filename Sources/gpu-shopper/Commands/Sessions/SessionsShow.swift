import API
import ArgumentParser
import Domain
import Engine
import Storage

/// `gpu-shopper sessions show`.
struct SessionsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one session, with every machine that was tried.",
        discussion: "gpu-shopper sessions show 70e2 --events", aliases: ["get"])

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Flag(help: "What was asked, answered and seen too.")
    var events = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try await ServerDesk.make(common, server)
        let view = try await SessionView.read(try SessionReference(id), at: desk, events: events)
        if common.output == .json {
            try view.printJSON(desk)
        } else {
            let events = view.events.map { EventTable($0).sheet.parts } ?? []
            desk.output.show(Sheet(SessionText(view.session).sheet.parts + events))
        }
    }
}
