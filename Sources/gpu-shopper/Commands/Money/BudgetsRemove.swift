import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper budgets remove`.
struct BudgetsRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a budget away: its consumer may spend what it likes.",
        discussion: "gpu-shopper budgets remove me")

    private struct Removed: Encodable {
        let message: String
        let consumer_id: String
    }

    @Argument(help: "Whose budget.")
    var consumer: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        if let context = try await desk.localUnlessNamed() {
            try await context.budgets.remove(consumer)
        } else {
            _ = try await desk.link.ask(.delete, "budgets/\(consumer)")
        }
        if common.output == .json {
            try desk.output.json(Removed(message: "budget removed", consumer_id: consumer))
        } else {
            desk.output.show(.sentence("The budget of '\(consumer)' was removed.", Facts(["removed": consumer])))
        }
    }
}
