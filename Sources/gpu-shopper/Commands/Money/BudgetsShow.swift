import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper budgets show`.
struct BudgetsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one consumer's budget.",
        discussion: "gpu-shopper budgets show me")

    @Argument(help: "Whose budget.")
    var consumer: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        if let context = try await desk.localUnlessNamed() {
            try BudgetTable.print(try await context.budgets.status(of: consumer), desk)
        } else {
            try BudgetTable.print(try await desk.link.ask(.get, "budgets/\(consumer)"), desk)
        }
    }
}
