/// One numbered step from an older form of the database to the next; released ones are never edited.
struct Migration: Sendable {
    /// 1 for the first; the file carries the number of the last one applied.
    let number: Int
    /// What it brings.
    let name: String
    /// The statements.
    let sql: String

    /// All of them, in order.
    static let all = [
        sessions, benchmarks, market, service, budgets, offerHealth, eventNames, access, submissions, launchOptions, figures, runs,
    ]
}
