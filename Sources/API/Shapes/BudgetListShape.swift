public import Engine

/// Budgets, and how much of each is taken.
public struct BudgetListShape: Codable, Sendable {
    /// In the order of their consumers.
    public let budgets: [BudgetStatus]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// What to ask for the next page with.
    public let next_cursor: String?

    /// A page of them.
    public init(_ page: ListPage<BudgetStatus>) {
        budgets = page.items
        count = page.items.count
        total = page.total
        next_cursor = page.nextCursor
    }
}
