import Domain
public import Foundation
public import Storage

/// Looks whether budgets run short, says so once in a period, and ends what the budget says must end.
public struct BudgetWatch: Sendable {
    private let store: Store
    private let alarms: Alarms

    /// Joins what it needs.
    public init(store: Store, alarms: Alarms) {
        self.store = store
        self.alarms = alarms
    }

    /// Looks at every budget once; to be called every minute or so.
    ///
    /// What was said is taken back when the period turned or the limit was raised, and may be said again.
    @discardableResult
    public func check(at date: Date) async throws -> [BudgetStatus] {
        var statuses: [BudgetStatus] = []
        for (budget, use) in try await store.budgetUses(at: date) {
            let status = BudgetStatus(budget, use)
            try await tell(budget, status, at: date)
            if status.state == .exceeded, budget.whenExceeded == .end { try await end(budget, status, at: date) }
            statuses.append(status)
        }
        return statuses
    }

    private func tell(_ budget: Budget, _ status: BudgetStatus, at date: Date) async throws {
        let period = budget.period.key(at: date)
        let figures = "\(MoneyText.dollars(status.spent)) of \(MoneyText.limit(status.limit)) \(Self.span(budget))"
        if status.state == .ok {
            if budget.warnedFor != nil { try await store.clearBudgetAlert(.budgetWarning, of: budget.consumer, at: date) }
        } else if budget.warnedFor != period {
            let percent = MoneyText.fixed(status.percent, 1)
            try await alarms.alert(
                .budgetWarning, about: budget, status, "\(percent) % of the budget of '\(budget.consumer)' are spent: \(figures)", at: date)
        }
        if status.state == .exceeded, budget.exceededFor != period {
            let next = budget.whenExceeded == .end ? "what runs is ended" : "nothing new starts"
            try await alarms.alert(
                .budgetExceeded, about: budget, status, "the budget of '\(budget.consumer)' is spent, and \(next): \(figures)", at: date)
        } else if status.state != .exceeded, budget.exceededFor != nil {
            try await store.clearBudgetAlert(.budgetExceeded, of: budget.consumer, at: date)
        }
    }

    /// Asks again at every look: a wish that stands is not written twice.
    private func end(_ budget: Budget, _ status: BudgetStatus, at date: Date) async throws {
        let reason =
            "the budget of '\(budget.consumer)', \(MoneyText.limit(budget.limit)) \(Self.span(budget)), is spent: "
            + MoneyText.dollars(status.spent)
        let wish = EndWish(
            outcome: .cancelled, reason: reason, failure: SessionFailure(code: .budget, message: reason), at: date)
        for session in try await store.sessions(unfinishedOnly: true)
        where session.plan.consumer == budget.consumer && session.endWish == nil {
            try await store.wishEnd(of: session.id, wish)
        }
    }

    private static func span(_ budget: Budget) -> String {
        switch budget.period {
        case .month: "this month"
        case .total: "in all"
        }
    }
}
