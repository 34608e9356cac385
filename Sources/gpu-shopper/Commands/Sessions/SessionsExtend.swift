import API
import ArgumentParser
import Domain
import Foundation
import HTTPTypes

/// `gpu-shopper sessions extend`.
struct SessionsExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Keep a machine for longer.",
        discussion: "gpu-shopper sessions extend 70e2 --hours 2")

    private struct Body: Encodable {
        let additional_hours: Int
        let override_hard_max: Bool?
    }

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Option(name: [.customShort("t"), .long], help: "By how many hours, 1 to 12.")
    var hours = 1

    @Flag(help: "Let this session outlive the hard maximum.")
    var overrideHardMax = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.whole("--hours", hours, RentalTerms.hours)
        let desk = try await ServerDesk.make(common, server)
        let whole = try await SessionReference(id).resolved(at: desk.link)
        let answer = try await desk.link.ask(
            .post, "sessions/\(whole)/extend", body: Body(additional_hours: hours, override_hard_max: overrideHardMax ? true : nil))
        if common.output == .json { return desk.show(answer) }
        let extended = try answer.decoded(ExtendedShape.self)
        let end = ProductJSON.rfc3339(extended.new_expires_at)
        desk.output.show(
            .sentence(
                "Session \(whole) was extended by \(hours) h: it expires at \(end).", Facts(["session id": whole, "new expires at": end])))
    }
}
