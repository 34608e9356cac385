import API
import ArgumentParser
import Domain
import Foundation
import Storage

/// `gpu-shopper sessions events`.
struct SessionsEvents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Show what was asked, answered and seen in a session, in order.",
        discussion: "gpu-shopper sessions events 70e2")

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try await ServerDesk.make(common, server)
        let view = try await SessionView.read(try SessionReference(id), at: desk, events: true)
        let events = view.events ?? []
        if common.output == .json {
            try view.printEvents(desk)
        } else {
            desk.output.show(EventTable(events).sheet)
        }
    }
}
