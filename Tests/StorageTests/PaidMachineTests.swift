import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct PaidMachineTests {
    private func insert(
        _ number: UInt64, from: TimeInterval, to: TimeInterval?, traffic: TimeInterval? = nil, consumer: String = "team", in store: Store
    ) async throws {
        try await store.insert(
            try Samples.paid(number, from: from, to: to, traffic: traffic, consumer: consumer), ownedBy: Samples.alice,
            leaseUntil: Samples.start)
    }

    private func found(_ selection: PaidSelection, in store: Store) async throws -> Set<SessionID> {
        Set(try await store.paidMachines(selection).attempts.map(\.attempt.session))
    }

    private func between(_ from: TimeInterval, _ to: TimeInterval) -> PaidSelection {
        PaidSelection(from: Samples.start + from, to: Samples.start + to)
    }

    @Test func `only what overlaps the span is read`() async throws {
        let store = try Store.inMemory()
        try await insert(1, from: 0, to: 100, in: store)
        try await insert(2, from: 100, to: 200, in: store)
        try await insert(3, from: 150, to: nil, in: store)
        try await insert(4, from: 0, to: 50, traffic: 160, in: store)
        #expect(try await found(between(100, 150), in: store) == [Samples.id(2), Samples.id(4)])
        #expect(try await found(between(0, 100), in: store) == [Samples.id(1), Samples.id(4)])
        #expect(try await found(between(160, 500), in: store) == [Samples.id(2), Samples.id(3), Samples.id(4)])
        #expect(try await found(between(161, 500), in: store) == [Samples.id(2), Samples.id(3)])
        #expect(try await found(between(200, 201), in: store) == [Samples.id(3)])
        #expect(try await found(between(-10, 0), in: store).isEmpty)
    }

    @Test func `an attempt comes back with all that its cost is made of`() async throws {
        let store = try Store.inMemory()
        var session = try Samples.paid(1, from: 0, to: 7200, traffic: 30)
        session.attempts[0].reprice(to: USD(micros: 500_000), at: Samples.start + 3600)
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        let paid = try #require(try await store.paidMachines(between(0, 9000)).attempts.first)
        let stored = session.attempts[0]
        for second in [-1.0, 0, 1, 29, 30, 3599.5, 3600, 3601, 7200, 9000] {
            #expect(paid.attempt.accrued(at: Samples.start + second) == stored.accrued(at: Samples.start + second))
        }
        #expect(paid.consumer == "team")
        #expect(paid.isFinished)
        #expect(paid.attempt.offer.gpuName == "RTX 4090")
        #expect(paid.attempt.offer.gpuMemoryMiB == 24_564)
    }

    @Test func `a launch that nobody accepted cost nothing and is not read`() async throws {
        let store = try Store.inMemory()
        var session = try Samples.paid(1, from: 0, to: 60)
        session.attempts[0].acceptedAt = nil
        session.attempts[0].instance = nil
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        #expect(try await found(between(-100, 100), in: store).isEmpty)
    }

    @Test func `consumer, session and provider narrow it`() async throws {
        let store = try Store.inMemory()
        try await insert(1, from: 0, to: 100, in: store)
        try await insert(2, from: 0, to: 100, consumer: "other", in: store)
        var selection = between(0, 100)
        selection.consumer = "other"
        #expect(try await found(selection, in: store) == [Samples.id(2)])
        selection.provider = ProviderID(rawValue: "tensordock")
        #expect(try await found(selection, in: store).isEmpty)
        selection = between(0, 100)
        selection.session = try Samples.id(1)
        #expect(try await found(selection, in: store) == [Samples.id(1)])
    }

    @Test func `an orphan is put down to the consumer of the session that its label names`() async throws {
        let store = try Store.inMemory()
        try await insert(1, from: 0, to: 100, in: store)
        for (local, session) in [("o1", try Samples.id(1)), ("o2", try Samples.id(9))] {
            _ = try await store.noteOrphan(Samples.orphan(local, session: session))
        }
        let all = try await store.paidMachines(between(0, 5000)).orphans
        #expect(Dictionary(uniqueKeysWithValues: all.map { ($0.orphan.instance.local, $0.consumer) }) == ["o1": "team", "o2": nil])
        var selection = between(0, 5000)
        selection.consumer = "team"
        #expect(try await store.paidMachines(selection).orphans.map(\.orphan.instance.local) == ["o1"])
        selection.consumer = OrphanRecord.consumer
        #expect(try await store.paidMachines(selection).orphans.map(\.orphan.instance.local) == ["o2"])
        selection = between(0, 5000)
        selection.session = try Samples.id(1)
        #expect(try await store.paidMachines(selection).orphans.map(\.orphan.instance.local) == ["o1"])
    }

    @Test func `a machine that came back is not paid for twice`() async throws {
        let store = try Store.inMemory()
        try await insert(1, from: 0, to: 100, in: store)
        let machine = try #require(try await store.session(Samples.id(1))?.attempts.first?.instance)
        _ = try await store.noteOrphan(Samples.orphan(machine.local, session: Samples.id(1)))
        let orphan = try #require(try await store.paidMachines(between(0, 5000)).orphans.first).orphan
        #expect(orphan.billedFrom == Samples.start + 100)
    }

    @Test func `years of attempts are not read for one day`() async throws {
        let plan = try await Store.inMemory().database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM attempts JOIN sessions ON sessions.id = attempts.session
                    WHERE (attempts.closed_at IS NULL OR attempts.closed_at > 1 OR attempts.traffic_at >= 1)
                    """
            ).map { $0["detail"] as String }.joined(separator: "\n")
        }
        #expect(plan.contains("attempts_by_end (closed_at>?)"), "\(plan)")
        #expect(plan.contains("attempts_by_traffic (traffic_at>?)"), "\(plan)")
        #expect(!plan.contains("SCAN"), "\(plan)")
    }

    @Test(arguments: [false, true])
    func `the first word of a machine's price holds from its beginning, later ones from then on`(isShown: Bool) async throws {
        let store = try Store.inMemory()
        var session = try Samples.paid(1, from: 0, to: nil)
        if isShown { session.attempts[0].shownAt = Samples.start + 60 }
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        let machine = try #require(session.attempts[0].instance)
        let (old, new) = (session.attempts[0].pricePerHour, USD(micros: 5_000_000))
        #expect(try await store.notePrice(new, of: machine, at: Samples.start + 1800))
        let paid = try #require(try await store.paidMachines(between(0, 9000)).attempts.first).attempt
        let first = isShown ? old : new
        #expect(paid.accrued(at: Samples.start + 3600) == first.perHour(forSeconds: 1800) + new.perHour(forSeconds: 1800))
    }
}
