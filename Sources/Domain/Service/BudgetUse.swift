/// How much of a budget is taken.
public struct BudgetUse: Hashable, Sendable {
    /// What was spent in the period: failures, provisioning and orphans included.
    public let spent: USD
    /// What unfinished work may still spend, each session up to its ceiling.
    public let setAside: USD

    /// Joins both.
    public init(spent: USD, setAside: USD) {
        self.spent = spent
        self.setAside = setAside
    }

    /// Both: what new work must fit beside.
    public var total: USD { spent + setAside }
}
