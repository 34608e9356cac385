import Domain
import Engine
import Foundation

/// Budgets as a person reads them.
struct BudgetTable {
    private let budgets: [BudgetStatus]

    init(_ budgets: [BudgetStatus]) { self.budgets = budgets }

    func lines(width: Int) -> [String] {
        guard !budgets.isEmpty else { return ["No budgets: everybody may spend what they like."] }
        var table = Table([
            .init("CONSUMER"), .init("LIMIT", right: true), .init("PERIOD", expendability: 3), .init("SPENT", right: true),
            .init("SET ASIDE", right: true, expendability: 2), .init("AVAILABLE", right: true), .init("STATE"),
            .init("WHEN SPENT", expendability: 4),
        ])
        for budget in budgets {
            table.add([
                budget.consumer, MoneyText.limit(budget.limit), budget.period.rawValue, MoneyText.dollars(budget.spent),
                MoneyText.dollars(budget.setAside), MoneyText.dollars(budget.available), budget.state.rawValue,
                budget.whenExceeded.rawValue,
            ])
        }
        return table.lines(width: width)
    }

    /// Prints one budget, as the database has it.
    static func print(_ budget: BudgetStatus, _ desk: ServerDesk) throws {
        guard desk.output.format == .table else { return try desk.output.json(budget) }
        for line in BudgetTable([budget]).lines(width: desk.terminal.width) { desk.output.line(line) }
    }

    /// Prints one budget, as a server has it.
    static func print(_ answer: ServerAnswer, _ desk: ServerDesk) throws {
        guard desk.output.format == .table else { return desk.show(answer) }
        try print(answer.decoded(BudgetStatus.self), desk)
    }
}
