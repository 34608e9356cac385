import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// What others write beside whoever drives a session.
@Suite struct WishTests {
    private static let machine = InstanceID(provider: .vastai, local: "7711")

    /// A session with a machine that is billed from the start.
    private func rented(in store: Store) async throws -> SessionClaim {
        try await store.record(
            to: Samples.launched(in: store), at: Samples.start,
            updating: { row in
                row.attempts[0].instance = Self.machine
                row.attempts[0].acceptedAt = Samples.start
                row.attempts[0].ssh = SSHAddress(host: "203.0.113.7", port: 22, user: "root")
                row.attempts[0].shownAt = Samples.start + 5
            })
    }

    @Test func `the first wish stands, and the driver's claim is as good as before`() async throws {
        let store = try Store.inMemory()
        let claim = try await rented(in: store)
        let first = EndWish(outcome: .succeeded, reason: "done", at: Samples.start + 5)
        let second = EndWish(outcome: .cancelled, reason: "deleted", at: Samples.start + 6)
        #expect(try await store.wishEnd(of: claim.session.id, first)?.endWish == first)
        #expect(try await store.wishEnd(of: claim.session.id, second)?.endWish == first)
        #expect(try await store.ledger(of: claim.session.id).filter { $0.event == "end_wished" }.map(\.detail) == ["done"])
        let applied = try await store.apply(.launchAccepted, to: claim, at: Samples.start + 7, deadline: Samples.start + 60)
        #expect(applied.session.endWish == first)
        #expect(try await store.wishEnd(of: Samples.id(9), first) == nil)
    }

    @Test func `a finished session is not wished anything`() async throws {
        let store = try Store.inMemory()
        let claim = try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start + 30)
        _ = try await store.apply(.offersExhausted(.failed), to: claim, at: Samples.start, deadline: Samples.start)
        let wished = try await store.wishEnd(of: claim.session.id, EndWish(outcome: .cancelled, reason: "late", at: Samples.start))
        #expect(wished?.endWish == nil && wished?.state.step == .finished)
    }

    @Test func `another price is taken up once, and only while the machine is billed`() async throws {
        let store = try Store.inMemory()
        let claim = try await rented(in: store)
        let price = USD(micros: 500_000)
        #expect(try await store.notePrice(price, of: Self.machine, at: Samples.start + 100))
        #expect(try await !store.notePrice(price, of: Self.machine, at: Samples.start + 200))
        #expect(try await !store.notePrice(.zero, of: Self.machine, at: Samples.start + 200), "nothing is free")
        #expect(try await !store.notePrice(price, of: InstanceID(provider: .vastai, local: "other"), at: Samples.start + 200))
        let attempt = try #require(try await store.session(claim.session.id)?.attempts.first)
        #expect(attempt.priceChanges == [PriceChange(until: Samples.start + 100, pricePerHour: USD(micros: 377_001))])
        let closed = try await store.record(
            to: claim, at: Samples.start + 300, updating: { $0.attempts[0].closedAt = Samples.start + 300 })
        #expect(closed.session.attempts[0].pricePerHour == price, "a driver's writing does not undo it")
        #expect(try await !store.notePrice(USD(micros: 1), of: Self.machine, at: Samples.start + 400))
    }

    @Test func `all times of a session move back together, and the old claim is stale`() async throws {
        let store = try Store.inMemory()
        let claim = try await rented(in: store)
        let moved = try await store.rebase(claim, by: 1000, at: Samples.start - 900)
        let (before, after) = (claim.session, moved.session)
        #expect(after.stepEnteredAt == before.stepEnteredAt - 1000 && after.stepDeadline == before.stepDeadline - 1000)
        #expect(after.hardDeadline == before.hardDeadline - 1000 && after.updatedAt == Samples.start - 900)
        #expect(after.attempts[0].acceptedAt == Samples.start - 1000)
        #expect(try await store.ledger(of: before.id).last?.event == "clock_went_back")
        await #expect(throws: StaleClaim.self) {
            try await store.record(to: claim, at: Samples.start, updating: { _ in })
        }
        await #expect(throws: StaleClaim.self) { try await store.rebase(claim, by: 1, at: Samples.start) }
    }

    @Test func `a renewed lease remembers when, so that a clock that went back is noticed`() async throws {
        let store = try Store.inMemory()
        let claim = try await rented(in: store)
        _ = try await store.renew(claim, until: Samples.start + 4000, at: Samples.start + 3400)
        #expect(try await store.session(claim.session.id)?.updatedAt == Samples.start + 3400)
        _ = try await store.renew(claim, until: Samples.start + 4000, at: Samples.start)
        #expect(try await store.session(claim.session.id)?.updatedAt == Samples.start + 3400, "it never forgets")
    }

    @Test func `an alarm is raised once until it is over`() async throws {
        let store = try Store.inMemory()
        #expect(try await store.raise(.orphan, "vastai-1", "one", at: Samples.start))
        #expect(try await !store.raise(.orphan, "vastai-1", "again", at: Samples.start + 1))
        #expect(try await store.clear(.orphan, "vastai-1", at: Samples.start + 2))
        #expect(try await !store.clear(.orphan, "vastai-1", at: Samples.start + 3))
        #expect(try await store.raise(.orphan, "vastai-1", "two", at: Samples.start + 4))
        #expect(try await store.alarms().map(\.message) == ["two"])
        #expect(try await store.alarms(standingOnly: false).map(\.message) == ["one", "two"])
    }

    @Test func `a database of before the service keeps its rows, and what they may cost at most`() async throws {
        let queue = try DatabaseQueue()
        let fresh = try #require(DeploymentID(rawValue: "test-1"))
        _ = try Schema.prepare(
            queue, named: "old", freshDeployment: fresh, at: Samples.start, migrations: Array(Migration.all.prefix(3)))
        let plan = String(decoding: try ProductJSON.encoder().encode(Samples.session().plan), as: UTF8.self)
        // As the version before wrote it: without a consumer.
        let old = plan.replacing(#""consumer":"default","#, with: "")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO sessions (id, deployment, step, version, step_entered_at, step_deadline, hard_deadline, created_at,
                        updated_at, plan, ssh_public_key, sealed_private_key)
                    VALUES ('0000000000000001', 'test-1', 'booting', 4, 1, 2, 3, 1, 1, ?, 'key', x'00')
                    """, arguments: [old])
            try db.execute(
                sql: """
                    INSERT INTO attempts (session, ordinal, provider, instance, label, offer, intended_at, price_micros, absent_at,
                        cost_micros) VALUES ('0000000000000001', 1, 'vastai', '7711', 'l', ?, 1, 377001, '[]', 0)
                    """,
                arguments: [String(decoding: try ProductJSON.encoder().encode(Samples.offer()), as: UTF8.self)])
            for event in ["launchIntended", "launch_called_1", "endRequested"] {
                try db.execute(
                    sql: "INSERT INTO ledger (session, at, event, detail) VALUES ('0000000000000001', 1, ?, '')", arguments: [event])
            }
        }
        _ = try Schema.prepare(queue, named: "old", freshDeployment: fresh, at: Samples.start)
        let store = Store(path: "old", database: queue, deploymentID: fresh)
        let session = try #require(try await store.session(Samples.id()))
        #expect(session.ceiling == USD(micros: 1_000_000) && session.plan.consumer == SessionPlan.defaultConsumer)
        #expect(session.attempts.first?.instance == Self.machine && session.attempts.first?.priceChanges.isEmpty == true)
        #expect(try await store.ledger(of: session.id).map(\.event) == ["launch_intended", "launch_called_1", "end_requested"])
        await #expect(throws: (any Error).self, "the ledger is still only appended to") {
            try await queue.write { try $0.execute(sql: "UPDATE ledger SET event = 'x'") }
        }
    }
}
