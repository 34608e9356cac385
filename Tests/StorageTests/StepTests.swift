import Domain
import Foundation
import Storage
import Testing

@Suite struct StepTests {
    @Test func `an applied event moves state, version, entry time and deadline together`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        #expect(claim.session.state == SessionState(.launching))
        #expect(claim.session.version == 1)
        #expect(claim.session.stepEnteredAt == Samples.start + 1)
        #expect(claim.session.stepDeadline == Samples.start + 121)
        #expect(claim.session.attempts.count == 1)
        #expect(try await store.session(claim.session.id) == claim.session)
    }

    @Test func `the update sees the new state and cannot change it`() async throws {
        let store = try Store.inMemory()
        let claim = try await store.insert(
            Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start + 30)
        let applied = try await store.apply(
            .launchIntended, to: claim, at: Samples.start, deadline: Samples.start + 5,
            updating: { session in
                if session.state.step == .launching { session.archivePath = "seen" }
                session.state = SessionState(.ready)
                session.version = 77
                session.stepDeadline = .distantFuture
            })
        #expect(applied.session.archivePath == "seen")
        #expect(applied.session.state == SessionState(.launching))
        #expect(applied.session.version == 1)
        #expect(applied.session.stepDeadline == Samples.start + 5)
    }

    @Test func `a writer with an old version has lost`() async throws {
        let store = try Store.inMemory()
        let old = try await Samples.launched(in: store)
        let new = try await store.apply(.launchAccepted, to: old, at: Samples.start, deadline: Samples.start)
        await #expect(throws: StaleClaim(session: old.session.id, version: 1)) {
            try await store.apply(.launchRejected, to: old, at: Samples.start, deadline: Samples.start)
        }
        await #expect(throws: StaleClaim.self) {
            try await store.record(
                to: old, at: Samples.start, updating: { $0.archivePath = "lost" },
                ledger: [LedgerEntry(at: Samples.start, event: "x", detail: "")])
        }
        #expect(try await store.session(old.session.id) == new.session)
        #expect(try await store.ledger(of: old.session.id).isEmpty)
    }

    @Test func `a writer whose session was taken over has lost although nothing else changed`() async throws {
        let store = try Store.inMemory()
        let old = try await Samples.launched(in: store)
        let taken = try await store.claim(
            old.session.id, for: Samples.bob, leaseUntil: Samples.start + 90, now: Samples.start + 31
        ) { _ in true }
        #expect(taken?.session == old.session)
        await #expect(throws: StaleClaim.self) {
            try await store.apply(.launchAccepted, to: old, at: Samples.start, deadline: Samples.start)
        }
    }

    @Test func `a record counts as a version and leaves the step alone`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        let recorded = try await store.record(
            to: claim, at: Samples.start + 40,
            updating: { $0.attempts[0].ssh = SSHAddress(host: "127.0.0.1", port: 22, user: "root") })
        #expect(recorded.session.version == 2)
        #expect(recorded.session.stepEnteredAt == claim.session.stepEnteredAt)
        #expect(recorded.session.stepDeadline == claim.session.stepDeadline)
        #expect(recorded.session.attempts[0].ssh?.port == 22)
    }

    @Test func `an illegal event changes nothing`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        await #expect(throws: InvalidTransition(step: .launching, event: .ingested)) {
            try await store.apply(
                .ingested, to: claim, at: Samples.start, deadline: Samples.start,
                updating: { $0.archivePath = "lost" })
        }
        #expect(try await store.session(claim.session.id) == claim.session)
    }

    @Test func `an event that leaves the step cannot move its deadline back`() async throws {
        let store = try Store.inMemory()
        var claim = try await Samples.launched(in: store)
        claim = try await store.apply(
            .endRequested(.cancelled), to: claim, at: Samples.start + 2, deadline: Samples.start + 100)
        claim = try await store.apply(
            .endRequested(.cancelled), to: claim, at: Samples.start + 50, deadline: Samples.start + 900)
        #expect(claim.session.stepEnteredAt == Samples.start + 2)
        #expect(claim.session.stepDeadline == Samples.start + 100)
        claim = try await store.apply(
            .endRequested(.cancelled), to: claim, at: Samples.start + 60, deadline: Samples.start + 70)
        #expect(claim.session.stepDeadline == Samples.start + 70)
    }

    @Test func `a finished session has its time even when the caller forgets it`() async throws {
        let store = try Store.inMemory()
        let claim = try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
        let done = try await store.apply(
            .endRequested(.cancelled), to: claim, at: Samples.start + 3, deadline: Samples.start + 3)
        #expect(done.session.finishedAt == Samples.start + 3)
        #expect(done.session.state.outcome == .cancelled)
    }

    @Test(arguments: [nil, InstanceID(provider: .vastai, local: "other")])
    func `a machine on record is never erased or exchanged`(instance: InstanceID?) async throws {
        let store = try Store.inMemory()
        let claim = try await store.record(
            to: Samples.launched(in: store), at: Samples.start,
            updating: { $0.attempts[0].instance = InstanceID(provider: .vastai, local: "7711") })
        await #expect(throws: Problem.self) {
            try await store.record(to: claim, at: Samples.start, updating: { $0.attempts[0].instance = instance })
        }
        #expect(try await store.session(claim.session.id) == claim.session)
    }

    @Test func `an attempt is never dropped`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        await #expect(throws: Problem.self) {
            try await store.record(to: claim, at: Samples.start, updating: { $0.attempts = [] })
        }
        #expect(try await store.session(claim.session.id)?.attempts.count == 1)
    }

    @Test func `a cancelled task still gets its row written`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await store.apply(
                .launchAccepted, to: claim, at: Samples.start, deadline: Samples.start,
                updating: { $0.attempts[0].instance = InstanceID(provider: .vastai, local: "7711") })
        }
        #expect(try await task.value.session.currentAttempt?.instance?.local == "7711")
        #expect(try await store.session(claim.session.id)?.state.step == .booting)
    }
}
