public import Domain
public import Foundation
import GRDB

extension Store {
    /// Sets a consumer's budget, in place of the one there was; what was said about the period stays said.
    ///
    /// Work that runs already is not touched, however low the limit.
    public func setBudget(_ budget: Budget) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: """
                    INSERT INTO budgets (consumer, limit_micros, period, when_exceeded, webhook_url, webhook_secret, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (consumer) DO UPDATE SET limit_micros = excluded.limit_micros, period = excluded.period,
                        when_exceeded = excluded.when_exceeded, webhook_url = excluded.webhook_url,
                        webhook_secret = excluded.webhook_secret, updated_at = excluded.updated_at
                    """,
                arguments: [
                    budget.consumer, budget.limit.micros, budget.period.rawValue, budget.whenExceeded.rawValue, budget.webhookURL,
                    budget.sealedWebhookSecret, budget.updatedAt.epochMilliseconds,
                ])
        }
    }

    /// Takes a consumer's budget away, and the alarms about it; false when there was none.
    @discardableResult
    public func removeBudget(of consumer: String, at date: Date) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(sql: "DELETE FROM budgets WHERE consumer = ?", arguments: [consumer])
            guard db.changesCount == 1 else { return false }
            for kind in [Alarm.Kind.budgetWarning, .budgetExceeded] { try Self.clear(kind, consumer, at: date, in: db) }
            return true
        }
    }

    /// The budget of a consumer; `nil` when it may spend what it likes.
    public func budget(of consumer: String) async throws -> Budget? {
        try await read { db in try Self.budget(of: consumer, in: db) }
    }

    /// All budgets, in the order of their consumers.
    public func budgets() async throws -> [Budget] {
        try await read { db in try Row.fetchAll(db, sql: "SELECT * FROM budgets ORDER BY consumer").map(Budget.init(row:)) }
    }

    /// All budgets and how much of each is taken, read at one moment; in the order of their consumers.
    public func budgetUses(at date: Date) async throws -> [(budget: Budget, use: BudgetUse)] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM budgets ORDER BY consumer").map { row in
                let budget = try Budget(row: row)
                return (budget, try Self.use(of: budget, at: date, in: db))
            }
        }
    }

    /// A consumer's budget and how much of it is taken; `nil` when there is none.
    public func budgetUse(of consumer: String, at date: Date) async throws -> (budget: Budget, use: BudgetUse)? {
        try await read { db in
            guard let budget = try Self.budget(of: consumer, in: db) else { return nil }
            return (budget, try Self.use(of: budget, at: date, in: db))
        }
    }

    /// Refuses work that may cost `need` and does not fit beside what is spent and set aside already.
    ///
    /// To be asked in the transaction that starts the work: two at once cannot both take what is left for one.
    /// - Throws: `Problem` with code `budget` that says what would have to change.
    static func requireBudget(for consumer: String, adding need: USD, at date: Date, in db: Database) throws {
        guard let budget = try budget(of: consumer, in: db) else { return }
        let use = try use(of: budget, at: date, in: db)
        guard use.total + need > budget.limit else { return }
        let span = budget.period == .month ? "a month" : "in all"
        let turns = budget.period.end(at: date).map { ", or until the month turns on \(CalendarDay($0))" } ?? ""
        throw Problem(
            .budget,
            """
            the budget of '\(consumer)' is \(budget.limit.exactText) \(span): \(use.spent.exactText) is spent, \
            \(use.setAside.exactText) is set aside for work that runs, and this may cost \(need.exactText)
            """,
            hint: """
                Raise the budget to at least \((use.total + need).sufficientText), or wait until running work has ended\(turns).
                """)
    }

    private static func budget(of consumer: String, in db: Database) throws -> Budget? {
        try Row.fetchOne(db, sql: "SELECT * FROM budgets WHERE consumer = ?", arguments: [consumer]).map(Budget.init(row:))
    }

    /// What the period has cost, and what unfinished sessions may still cost up to their ceilings.
    private static func use(of budget: Budget, at date: Date, in db: Database) throws -> BudgetUse {
        let begin = budget.period.start(at: date) ?? .distantPast
        var selection = PaidSelection(from: begin, to: date, consumer: budget.consumer)
        selection.isUnfinishedWhole = true
        var spent = USD.zero
        var soFar: [String: USD] = [:]
        for paid in try paidAttempts(selection, in: db) {
            let accrued = paid.attempt.accrued(at: date)
            spent += accrued - paid.attempt.accrued(at: begin)
            if !paid.isFinished { soFar[paid.attempt.session.rawValue, default: .zero] += accrued }
        }
        for paid in try paidOrphans(selection, in: db) { spent += paid.orphan.accrued(at: date) - paid.orphan.accrued(at: begin) }
        let unfinished = try Row.fetchAll(
            db, sql: "SELECT id, ceiling_micros FROM sessions WHERE step <> 'finished' AND consumer = ?", arguments: [budget.consumer])
        let setAside = unfinished.reduce(USD.zero) { sum, row in
            sum + max(.zero, USD(micros: row["ceiling_micros"]) - soFar[row["id"], default: .zero])
        }
        return BudgetUse(spent: spent, setAside: setAside)
    }
}
