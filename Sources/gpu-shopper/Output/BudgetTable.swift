import Domain
import Engine
import Foundation

/// Budgets as a person reads them.
struct BudgetTable {
    private let budgets: [BudgetStatus]

    init(_ budgets: [BudgetStatus]) { self.budgets = budgets }

    var sheet: Sheet {
        guard !budgets.isEmpty else { return Sheet(.rows(table), .words(["No budgets: everybody may spend what they like."])) }
        return Sheet(.rows(table))
    }

    private var table: Table {
        var table = Table([
            .init("CONSUMER", key: "consumer_id"), .init("LIMIT", right: true), .init("PERIOD", expendability: 3),
            .init("SPENT", right: true), .init("SET ASIDE", right: true, expendability: 2), .init("AVAILABLE", right: true),
            .init("STATE"), .init("WHEN SPENT", key: "when_exceeded", expendability: 4),
        ])
        for budget in budgets {
            table.add([
                .init(budget.consumer), .init(MoneyText.limit(budget.limit), value: FlagRange.plain(budget.limit.dollars)),
                .init(budget.period.rawValue), .dollars(budget.spent), .dollars(budget.setAside), .dollars(budget.available),
                .init(budget.state.rawValue, tone: Self.tone(budget.state)), .init(budget.whenExceeded.rawValue),
            ])
        }
        return table
    }

    private static func tone(_ state: BudgetStatus.State) -> Tone {
        switch state {
        case .ok: .good
        case .warning: .warning
        case .exceeded: .bad
        }
    }

    /// Prints one budget, as the database has it.
    static func print(_ budget: BudgetStatus, _ desk: ServerDesk) throws {
        if desk.output.format == .json { return try desk.output.json(budget) }
        desk.output.show(BudgetTable([budget]).sheet)
    }

    /// Prints one budget, as a server has it.
    static func print(_ answer: ServerAnswer, _ desk: ServerDesk) throws {
        if desk.output.format == .json { return desk.show(answer) }
        try print(answer.decoded(BudgetStatus.self), desk)
    }
}
