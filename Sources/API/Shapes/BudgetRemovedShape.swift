/// A budget that is no more.
struct BudgetRemovedShape: Encodable, Sendable {
    let message: String
    let consumer_id: String
}
