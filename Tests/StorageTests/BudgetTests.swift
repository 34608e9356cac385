import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct BudgetTests {
    private func budget(_ micros: Int64, _ period: Budget.Period = .month, consumer: String = "team") -> Budget {
        Budget(consumer: consumer, limit: USD(micros: micros), period: period, updatedAt: Samples.start)
    }

    private func insert(_ session: Session, in store: Store) async throws {
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start + 60)
    }

    @Test func `a budget comes back with every field, and is replaced whole`() async throws {
        let store = try Store.inMemory()
        let first = Budget(
            consumer: "team", limit: USD(micros: 5_000_001), period: .total, whenExceeded: .end, webhookURL: "https://x.invalid/h",
            sealedWebhookSecret: Data([1, 2]), updatedAt: Samples.start)
        try await store.setBudget(first)
        #expect(try await store.budget(of: "team") == first)
        try await store.setBudget(budget(7))
        try await store.setBudget(budget(8, consumer: "a"))
        #expect(try await store.budgets() == [budget(8, consumer: "a"), budget(7)])
        #expect(try await store.removeBudget(of: "team", at: Samples.start))
        #expect(try await !store.removeBudget(of: "team", at: Samples.start))
        #expect(try await store.budget(of: "team") == nil)
    }

    @Test func `what a session may cost is set aside, and less as it is spent`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(10_000_000))
        try await insert(try Samples.paid(1, from: 0, to: nil, ceiling: 1_000_000), in: store)
        let early = try #require(try await store.budgetUse(of: "team", at: Samples.start)).use
        #expect(early == BudgetUse(spent: .zero, setAside: USD(micros: 1_000_000)))
        let later = try #require(try await store.budgetUse(of: "team", at: Samples.start + 3600)).use
        #expect(later == BudgetUse(spent: USD(micros: 377_001), setAside: USD(micros: 622_999)))
        let over = try #require(try await store.budgetUse(of: "team", at: Samples.start + 4 * 3600)).use
        #expect(over == BudgetUse(spent: USD(micros: 1_508_004), setAside: .zero))
    }

    @Test func `a finished session counts with what it cost, and another consumer's not at all`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(10_000_000))
        try await insert(try Samples.paid(1, from: 0, to: 3600), in: store)
        try await insert(try Samples.paid(2, from: 0, to: 3600, consumer: "other"), in: store)
        let use = try #require(try await store.budgetUse(of: "team", at: Samples.start + 9999)).use
        #expect(use == BudgetUse(spent: USD(micros: 377_001), setAside: .zero))
    }

    @Test func `a monthly budget counts from the first of the month, and what runs over it from there`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(10_000_000))
        try await store.setBudget(budget(10_000_000, .total, consumer: "other"))
        let turn = CalendarDay(Samples.start).firstOfNextMonth.start
        let hours = turn.timeIntervalSince(Samples.start) - 7200
        for (number, consumer) in [(UInt64(1), "team"), (2, "other")] {
            try await insert(try Samples.paid(number, from: hours, to: nil, consumer: consumer, ceiling: 2_000_000), in: store)
        }
        let month = try #require(try await store.budgetUse(of: "team", at: turn + 3600)).use
        #expect(month == BudgetUse(spent: USD(micros: 377_001), setAside: USD(micros: 2_000_000 - 3 * 377_001)))
        let total = try #require(try await store.budgetUse(of: "other", at: turn + 3600)).use
        #expect(total == BudgetUse(spent: USD(micros: 3 * 377_001), setAside: USD(micros: 2_000_000 - 3 * 377_001)))
    }

    @Test func `an orphan under a session's label is spent by its consumer`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(10_000_000))
        try await insert(try Samples.paid(1, from: 0, to: 3600), in: store)
        _ = try await store.noteOrphan(Samples.orphan("o", session: Samples.id(1)))
        let use = try #require(try await store.budgetUse(of: "team", at: Samples.start + 7200)).use
        #expect(use.spent == USD(micros: 377_001 + 400_000))
    }

    @Test func `new work starts only if it fits beside what is spent and set aside`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(2_377_001))
        try await insert(try Samples.paid(1, from: -3600, to: 0), in: store)
        try await insert(try Samples.paid(2, from: 0, to: nil, ceiling: 1_000_000), in: store)
        let problem = await #expect(throws: Problem.self) {
            try await insert(try Samples.paid(3, from: 0, to: nil, ceiling: 1_000_001), in: store)
        }
        #expect(problem?.code == .budget)
        #expect(
            problem?.message == """
                the budget of 'team' is $2.377001 a month: $0.377001 is spent, $1.00 is set aside for work that runs, and this may \
                cost $1.000001
                """)
        #expect(
            problem?.hint == """
                Raise the budget to at least $2.38, or wait until running work has ended, or until the month turns on 2026-12-01.
                """)
        #expect(try await store.session(Samples.id(3)) == nil)
        try await insert(try Samples.paid(4, from: 0, to: nil, ceiling: 1_000_000), in: store)
        try await insert(try Samples.paid(5, from: 0, to: nil, consumer: "other", ceiling: 9_000_000), in: store)
    }

    @Test func `the limit that a refusal asks for is enough`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(1))
        let session = try Samples.paid(1, from: 0, to: nil, ceiling: 123_456)
        let problem = await #expect(throws: Problem.self) { try await insert(session, in: store) }
        let asked = try #require(problem?.hint?.firstMatch(of: /at least \$([0-9.]+),/)?.1)
        try await store.setBudget(budget(try #require(Double(asked).flatMap(USD.init(dollars:))).micros))
        try await insert(session, in: store)
    }

    @Test func `starts at the same moment from two processes never overshoot together`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let stores = [try await Store.opened(at: folder.path("shop.db")), try await Store.opened(at: folder.path("shop.db"))]
        try await stores[0].setBudget(budget(3_500_000))
        let started = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...10 as ClosedRange<UInt64> {
                group.addTask {
                    do {
                        try await insert(try Samples.paid(number, from: 0, to: nil), in: stores[Int(number) % 2])
                        return true
                    } catch let problem as Problem where problem.code == .budget {
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(started == 3)
        for store in stores { try store.close() }
    }

    @Test func `an extension fits or is refused by the same rule`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(2_000_000))
        try await insert(try Samples.paid(1, from: 0, to: nil, ceiling: 1_000_000), in: store)
        func raise(by micros: Int64) async throws -> Session? {
            try await store.changeReservation(
                of: Samples.id(1), at: Samples.start + 60, ledger: { _ in LedgerEntry(at: Samples.start, event: "extended", detail: "") }
            ) { $0.ceiling += USD(micros: micros) }
        }
        let problem = await #expect(throws: Problem.self) { _ = try await raise(by: 1_000_001) }
        #expect(problem?.code == .budget)
        #expect(try await store.session(Samples.id(1))?.ceiling == USD(micros: 1_000_000))
        #expect(try await store.ledger(of: Samples.id(1)).isEmpty)
        #expect(try await raise(by: 1_000_000)?.ceiling == USD(micros: 2_000_000))
        try await store.setBudget(budget(1))
        #expect(try await raise(by: 0)?.ceiling == USD(micros: 2_000_000), "what raises nothing needs no budget")
    }

    @Test func `an alert is said once in a period, with its messages, and again in the next`() async throws {
        let store = try Store.inMemory()
        try await store.setBudget(budget(1))
        let message = NewDelivery(url: "https://x.invalid/h", body: Data("{}".utf8))
        func alert(_ period: String, _ consumer: String = "team") async throws -> Bool {
            try await store.alertBudget(
                .budgetWarning, of: consumer, period: period, message: period, deliveries: [message], at: Samples.start)
        }
        #expect(try await alert("2026-11"))
        #expect(try await !alert("2026-11"))
        #expect(try await !alert("2026-11", "nobody"))
        #expect(try await store.deliveries().count == 1)
        try await store.setBudget(budget(2))
        #expect(try await !alert("2026-11"), "setting the budget does not make it said again")
        #expect(try await alert("2026-12"))
        #expect(try await store.alarms().map(\.message) == ["2026-12"])
        #expect(try await store.alarms(standingOnly: false).count == 2)
        try await store.clearBudgetAlert(.budgetWarning, of: "team", at: Samples.start)
        #expect(try await store.alarms().isEmpty)
        #expect(try await alert("2026-12"))
        try await store.removeBudget(of: "team", at: Samples.start)
        #expect(try await store.alarms().isEmpty)
    }
}
