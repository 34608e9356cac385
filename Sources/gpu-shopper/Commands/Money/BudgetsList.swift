import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper budgets list`.
struct BudgetsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List budgets, and how much of each is taken.",
        discussion: "gpu-shopper budgets list")

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        let list: BudgetListShape
        if let context = try await desk.localUnlessNamed() {
            list = BudgetListShape(ListPage(all: try await context.budgets.statuses()))
            if common.output == .json { return try desk.output.json(list) }
        } else {
            let answer = try await desk.link.ask(.get, "budgets")
            if common.output == .json { return desk.show(answer) }
            list = try answer.decoded()
        }
        desk.output.show(BudgetTable(list.budgets).sheet)
    }
}
