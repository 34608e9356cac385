import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct BudgetsTests {
    private func budgets(_ bed: Bed) -> Budgets { Budgets(store: bed.store, seal: bed.seal, time: bed.time) }

    @Test func `a budget shows what is spent, set aside and left`() async throws {
        try await Bed.use { bed in
            try await PaidSession(id: 1, attempts: [.init(from: -3600, to: 0)]).insert(into: bed.store)
            try await PaidSession(id: 2, isFinished: false, attempts: [.init(from: -1800)]).insert(into: bed.store)
            let status = try await budgets(bed).set(BudgetTerms(consumer: "team", limit: USD(micros: 2_000_000)))
            let json = try JSONSerialization.jsonObject(with: try ProductJSON.encoder().encode(status))
            #expect(
                json as? NSDictionary == [
                    "consumer_id": "team", "limit": 2, "period": "month", "spent": 0.45, "set_aside": 0.85, "available": 0.7,
                    "percent": 22.5, "when_exceeded": "refuse", "state": "ok",
                ])
            #expect(try await budgets(bed).statuses() == [status])
        }
    }

    @Test func `a session is refused by the service that opens it, and one with room is not`() async throws {
        try await Bed.use { bed in
            try await budgets(bed).set(BudgetTerms(consumer: SessionPlan.defaultConsumer, limit: USD(micros: 999_999)))
            let service = try bed.service()
            let problem = await #expect(throws: Problem.self) { _ = try await service.open(Samples.plan()) }
            #expect(problem?.code == .budget)
            #expect(problem?.message.contains("'default'") == true)
            #expect(try await bed.stored() == nil)
            _ = try await service.open(Samples.plan(dollars: 0.9))
        }
    }

    @Test func `the secret is sealed, opens for its address alone, and stays when only the limit changes`() async throws {
        try await Bed.use { bed in
            let budgets = budgets(bed)
            let webhook = try Webhook(url: "https://x.invalid/hook?a=1", secret: Secret("hunter2"))
            let shown = try await budgets.set(BudgetTerms(consumer: "team", limit: USD(micros: 1), webhook: .set(webhook)))
            #expect(shown.webhookURL == webhook.url)
            let sealed = try #require(try await bed.store.budget(of: "team")?.sealedWebhookSecret)
            #expect(sealed.range(of: Data("hunter2".utf8)) == nil)
            func opened(_ url: String) throws -> Data? {
                try Webhook.secret(of: NewDelivery(url: url, body: Data(), sealedSecret: sealed), opening: bed.seal)
            }
            #expect(try opened(webhook.url) == Data("hunter2".utf8))
            #expect(throws: Problem.self) { _ = try opened("https://elsewhere.invalid") }

            try await budgets.set(BudgetTerms(consumer: "team", limit: USD(micros: 2)))
            #expect(try await bed.store.budget(of: "team")?.sealedWebhookSecret == sealed)
            try await budgets.set(BudgetTerms(consumer: "team", limit: USD(micros: 2), webhook: .remove))
            #expect(try await bed.store.budget(of: "team")?.webhookURL == nil)
        }
    }

    @Test(arguments: [("team", 0), ("team", -1), ("", 1), ("a\nb", 1), (String(repeating: "x", count: 129), 1)] as [(String, Int64)])
    func `what is no budget is refused`(consumer: String, micros: Int64) async throws {
        try await Bed.use { bed in
            let problem = await #expect(throws: Problem.self) {
                try await budgets(bed).set(BudgetTerms(consumer: consumer, limit: USD(micros: micros)))
            }
            #expect(problem?.code == .invalidInput)
        }
    }

    @Test func `a consumer without a budget has none to show or to remove`() async throws {
        try await Bed.use { bed in
            let budgets = budgets(bed)
            for call in [{ _ = try await budgets.status(of: "x") }, { try await budgets.remove("x") }] {
                let problem = await #expect(throws: Problem.self) { try await call() }
                #expect(problem?.code == .notFound)
            }
            try await budgets.set(BudgetTerms(consumer: "x", limit: USD(micros: 1)))
            try await budgets.remove("x")
            #expect(try await budgets.statuses().isEmpty)
        }
    }

    @Test func `the state turns at four fifths and at all of it, to the micro-dollar`() {
        func state(_ spent: Int64, of limit: Int64) -> BudgetStatus.State {
            let budget = Budget(consumer: "x", limit: USD(micros: limit), updatedAt: Samples.start)
            return BudgetStatus(budget, BudgetUse(spent: USD(micros: spent), setAside: .zero)).state
        }
        #expect(state(7_999_999, of: 10_000_000) == .ok)
        #expect(state(8_000_000, of: 10_000_000) == .warning)
        #expect(state(9_999_999, of: 10_000_000) == .warning)
        #expect(state(10_000_000, of: 10_000_000) == .exceeded)
        #expect(state(5, of: 7) == .ok && state(6, of: 7) == .warning && state(0, of: 1) == .ok && state(1, of: 1) == .exceeded)
    }
}
