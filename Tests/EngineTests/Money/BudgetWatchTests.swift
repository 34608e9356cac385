import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct BudgetWatchTests {
    private let hour = 3600.0

    private func watch(_ bed: Bed, hook: String? = nil) throws -> BudgetWatch {
        let webhook = try hook.map { AlarmWebhook(try Webhook(url: $0), seal: bed.seal) }
        return BudgetWatch(store: bed.store, alarms: Alarms(store: bed.store, time: bed.time, webhook: webhook))
    }

    private func set(_ dollars: Double, _ bed: Bed, ends: Bool = false, hook: String? = nil, consumer: String = "team") async throws {
        try await Budgets(store: bed.store, seal: bed.seal, time: bed.time).set(
            BudgetTerms(
                consumer: consumer, limit: USD(dollars: dollars) ?? .zero, whenExceeded: ends ? .end : .refuse,
                webhook: try hook.map { .set(try Webhook(url: $0, secret: Secret("s"))) } ?? .keep))
    }

    /// What was put into the outbox since the last time, as address and event.
    private func told(_ bed: Bed, after count: Int = 0) async throws -> [String] {
        try await bed.store.deliveries().dropFirst(count).map { delivery in
            let body = try JSONSerialization.jsonObject(with: delivery.message.body) as? [String: Any]
            return "\(delivery.message.url) \(body?["event"] as? String ?? "?")"
        }
    }

    /// A machine at 0.30 an hour with room for twelve.
    private func run(_ bed: Bed, _ id: UInt64 = 1, consumer: String = "team") async throws {
        try await PaidSession(id: id, consumer: consumer, ceiling: USD(micros: 3_600_000), isFinished: false, attempts: [.init(from: 0)])
            .insert(into: bed.store)
    }

    @Test func `four fifths and all of it are each told once in a period`() async throws {
        try await Bed.use { bed in
            try await run(bed)
            try await set(1.5, bed, hook: "https://team.invalid/h")
            let watch = try watch(bed, hook: "https://all.invalid/h")
            #expect(try await watch.check(at: bed.time.now + 3.9 * hour).map(\.state) == [.ok])
            #expect(try await told(bed).isEmpty)
            #expect(try await watch.check(at: bed.time.now + 4 * hour).map(\.state) == [.warning])
            #expect(try await watch.check(at: bed.time.now + 4.5 * hour).map(\.state) == [.warning])
            #expect(try await told(bed) == ["https://all.invalid/h budget_warning", "https://team.invalid/h budget_warning"])
            #expect(try await watch.check(at: bed.time.now + 5 * hour).map(\.state) == [.exceeded])
            #expect(try await watch.check(at: bed.time.now + 6 * hour).map(\.state) == [.exceeded])
            #expect(try await told(bed, after: 2) == ["https://all.invalid/h budget_exceeded", "https://team.invalid/h budget_exceeded"])
            let alarms = try await bed.store.alarms()
            #expect(alarms.map(\.kind) == [.budgetWarning, .budgetExceeded])
            #expect(alarms.map(\.subject) == ["team", "team"])
            #expect(alarms.last?.message == "the budget of 'team' is spent, and nothing new starts: $1.50 of $1.50 this month")
            #expect(try await bed.stored()?.endWish == nil)
        }
    }

    @Test func `the message carries the figures and the budget's own sealed secret`() async throws {
        try await Bed.use { bed in
            try await run(bed)
            try await set(0.3, bed, hook: "https://team.invalid/h")
            try await watch(bed).check(at: bed.time.now + 0.8 * hour)
            let delivery = try #require(try await bed.store.deliveries().first)
            #expect(try Webhook.secret(of: delivery.message, opening: bed.seal) == Data("s".utf8))
            let body = try #require(try JSONSerialization.jsonObject(with: delivery.message.body) as? [String: Any])
            #expect(Set(body.keys) == ["event", "subject", "message", "at", "deployment", "details"])
            #expect(body["deployment"] as? String == bed.store.deploymentID.rawValue)
            #expect(body["at"] as? String == "2026-11-23T05:48:00Z")
            let details = try #require(body["details"] as? [String: Any])
            #expect(details["spent"] as? Double == 0.24 && details["percent"] as? Double == 80)
        }
    }

    @Test func `a raised limit takes it back, and it may be said again`() async throws {
        try await Bed.use { bed in
            try await run(bed)
            try await set(0.6, bed, hook: "https://team.invalid/h")
            let watch = try watch(bed)
            try await watch.check(at: bed.time.now + 2 * hour)
            #expect(try await bed.store.alarms().map(\.kind) == [.budgetWarning, .budgetExceeded])
            try await set(0.7, bed)
            try await watch.check(at: bed.time.now + 2 * hour)
            #expect(try await bed.store.alarms().map(\.kind) == [.budgetWarning])
            try await set(2, bed)
            try await watch.check(at: bed.time.now + 2 * hour)
            #expect(try await bed.store.alarms().isEmpty)
            let before = try await bed.store.deliveries().count
            try await watch.check(at: bed.time.now + 7 * hour)
            #expect(
                try await told(bed, after: before) == ["https://team.invalid/h budget_warning", "https://team.invalid/h budget_exceeded"])
        }
    }

    @Test func `a month that turned takes it back`() async throws {
        try await Bed.use { bed in
            try await PaidSession(id: 1, attempts: [.init(from: 0, to: 3600)]).insert(into: bed.store)
            try await set(0.3, bed, hook: "https://team.invalid/h")
            let watch = try watch(bed)
            try await watch.check(at: bed.time.now + 3600)
            #expect(try await bed.store.alarms().count == 2)
            let turn = CalendarDay(bed.time.now).firstOfNextMonth.start
            try await watch.check(at: turn - 1)
            #expect(try await bed.store.alarms().count == 2)
            #expect(try await watch.check(at: turn).map(\.state) == [.ok])
            #expect(try await bed.store.alarms().isEmpty)
            #expect(try await bed.store.deliveries().count == 2)
        }
    }

    @Test func `a budget that ends work asks every session of its consumer to end, and no other`() async throws {
        try await Bed.use { bed in
            try await run(bed, 1)
            try await run(bed, 2)
            try await run(bed, 3, consumer: "other")
            let own = EndWish(outcome: .cancelled, reason: "the user", at: bed.time.now)
            try await bed.store.wishEnd(of: PaidSession(id: 2).sessionID, own)
            try await set(0.5, bed, ends: true)
            let watch = try watch(bed)
            try await watch.check(at: bed.time.now + 0.75 * hour)
            #expect(try await bed.store.session(PaidSession(id: 1).sessionID)?.endWish == nil)
            for _ in 1...2 { try await watch.check(at: bed.time.now + hour) }
            let wish = try #require(try await bed.store.session(PaidSession(id: 1).sessionID)?.endWish)
            #expect(wish.outcome == .cancelled)
            #expect(wish.reason == "the budget of 'team', $0.50 this month, is spent: $0.60")
            #expect(wish.failure?.code == .budget)
            #expect(try await bed.store.session(PaidSession(id: 2).sessionID)?.endWish == own)
            #expect(try await bed.store.session(PaidSession(id: 3).sessionID)?.endWish == nil)
        }
    }

    @Test func `nobody to tell is no trouble, and one address for both is told once`() async throws {
        try await Bed.use { bed in
            try await run(bed)
            try await set(0.3, bed)
            try await watch(bed).check(at: bed.time.now + hour)
            #expect(try await bed.store.alarms().count == 2)
            #expect(try await bed.store.deliveries().isEmpty)
        }
        try await Bed.use { bed in
            try await run(bed)
            try await set(0.36, bed, hook: "https://one.invalid")
            try await watch(bed, hook: "https://one.invalid").check(at: bed.time.now + hour)
            #expect(try await told(bed) == ["https://one.invalid budget_warning"])
        }
    }
}
