public import Engine

/// Every budget, and how much of each is taken.
public struct BudgetListShape: Codable, Sendable {
    /// In the order of their consumers.
    public let budgets: [BudgetStatus]
    /// How many there are.
    public let count: Int

    /// Counts them.
    public init(_ budgets: [BudgetStatus]) {
        self.budgets = budgets
        count = budgets.count
    }
}
