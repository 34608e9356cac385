import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct ClaimTests {
    let later = Samples.start + 90

    @Test func `the session of a live holder is refused`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        let refused = try await store.claim(
            held.session.id, for: Samples.bob, leaseUntil: later, now: Samples.start
        ) { $0 == Samples.alice }
        #expect(refused == nil)
        #expect(try await store.lease(of: held.session.id) == SessionLease(owner: Samples.alice, endsAt: held.leaseEndsAt))
    }

    @Test func `the session of a dead holder is free at once`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        let claim = try await store.claim(
            held.session.id, for: Samples.bob, leaseUntil: later, now: Samples.start
        ) { $0 != Samples.alice }
        #expect(claim == SessionClaim(session: held.session, owner: Samples.bob, leaseEndsAt: later))
    }

    @Test func `a lease that ran out frees the session`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        for (now, isFree) in [(held.leaseEndsAt - 0.001, false), (held.leaseEndsAt, true)] {
            let claim = try await store.claim(
                held.session.id, for: Samples.bob, leaseUntil: later, now: now
            ) { _ in true }
            #expect((claim != nil) == isFree)
        }
    }

    @Test func `a holder can claim its own session again`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        let again = try await store.claim(
            held.session.id, for: Samples.alice, leaseUntil: later, now: Samples.start
        ) { _ in true }
        #expect(again?.leaseEndsAt == later)
    }

    @Test func `a released session is free, and releasing what was lost does nothing`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        try await store.release(held)
        #expect(try await store.lease(of: held.session.id) == nil)
        let claim = try await store.claim(
            held.session.id, for: Samples.bob, leaseUntil: later, now: Samples.start
        ) { _ in true }
        try await store.release(held)
        #expect(claim != nil)
        #expect(try await store.lease(of: held.session.id)?.owner == Samples.bob)
    }

    @Test func `a lease is renewed by its holder only`() async throws {
        let store = try Store.inMemory()
        let held = try await Samples.launched(in: store)
        let renewed = try await store.renew(held, until: later, at: Samples.start)
        #expect(renewed == SessionClaim(session: held.session, owner: Samples.alice, leaseEndsAt: later))
        #expect(try await store.lease(of: held.session.id)?.endsAt == later)
        _ = try await store.claim(
            held.session.id, for: Samples.bob, leaseUntil: later + 60, now: later
        ) { _ in true }
        #expect(try await store.renew(held, until: later + 600, at: Samples.start) == nil)
        #expect(try await store.lease(of: held.session.id)?.endsAt == later + 60)
    }

    @Test func `finished and unknown sessions cannot be claimed`() async throws {
        let store = try Store.inMemory()
        let held = try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
        try await store.apply(.endRequested(.cancelled), to: held, at: Samples.start, deadline: Samples.start)
        for id in [held.session.id, try Samples.id(9)] {
            let claim = try await store.claim(id, for: Samples.bob, leaseUntil: later, now: later) { _ in false }
            #expect(claim == nil)
        }
    }

    @Test func `of two processes that race for a session exactly one wins`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let stores = [
            try await Store.opened(at: folder.path("shop.db")),
            try await Store.opened(at: folder.path("shop.db")),
        ]
        let owners = [Samples.alice, Samples.bob]
        let end = later
        for round in 1...40 {
            let session = try Samples.session(UInt64(round))
            let first = try await stores[0].insert(session, ownedBy: Samples.alice, leaseUntil: end)
            try await stores[0].release(first)
            let claims = try await withThrowingTaskGroup(of: SessionClaim?.self) { group in
                for (store, owner) in zip(stores, owners) {
                    group.addTask {
                        try await store.claim(session.id, for: owner, leaseUntil: end, now: Samples.start) { _ in true }
                    }
                }
                return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            #expect(claims.count == 1, "round \(round)")
        }
    }

    @Test func `of two processes with the same claim exactly one applies each event`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let stores = [
            try await Store.opened(at: folder.path("shop.db")),
            try await Store.opened(at: folder.path("shop.db")),
        ]
        var claim = try await Samples.launched(in: stores[0])
        for round in 1...40 {
            let shared = claim
            let applied = try await withThrowingTaskGroup(of: SessionClaim?.self) { group in
                for store in stores {
                    group.addTask {
                        do {
                            return try await store.record(
                                to: shared, at: Samples.start, updating: { $0.attempts[0].cost += USD(micros: 1) })
                        } catch is StaleClaim {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            claim = try #require(applied.first)
            #expect(applied.count == 1, "round \(round)")
            #expect(claim.session.attempts[0].cost == USD(micros: Int64(round)))
        }
    }
}
