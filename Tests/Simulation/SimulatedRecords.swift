import Domain
import Engine
import Foundation
import Storage

/// The real store as one process meets it: it takes its time, fails at times, and the process may die before a write or
/// after it.
struct SimulatedRecords: SessionRecords {
    let store: any SessionRecords
    let process: SimulatedProcess
    let truth: Truth
    let failing: Double

    var deploymentID: DeploymentID { store.deploymentID }

    func insert(
        _ session: Session, ownedBy owner: SessionOwner, leaseUntil: Date, ledger: [LedgerEntry], opening: Opening?
    ) async throws -> SessionClaim {
        try await writing {
            try await store.insert(session, ownedBy: owner, leaseUntil: leaseUntil, ledger: ledger, opening: opening)
        } noting: {
            $0.session
        }
    }

    func session(_ id: SessionID) async throws -> Session? {
        try await reading { try await store.session(id) }
    }

    func unfinished(at date: Date) async throws -> [UnfinishedSession] { try await reading { try await store.unfinished(at: date) } }

    func sessions(unfinishedOnly: Bool) async throws -> [Session] {
        try await reading { try await store.sessions(unfinishedOnly: unfinishedOnly) }
    }

    func claim(
        _ id: SessionID, for owner: SessionOwner, leaseUntil: Date, now: Date, isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws -> SessionClaim? {
        try await writing {
            try await store.claim(id, for: owner, leaseUntil: leaseUntil, now: now, isAlive: isAlive)
        } noting: {
            $0?.session
        }
    }

    func renew(_ claim: SessionClaim, until end: Date, at now: Date) async throws -> SessionClaim? {
        try await writing {
            try await store.renew(claim, until: end, at: now)
        } noting: { _ in
            nil
        }
    }

    func release(_ claim: SessionClaim) async throws {
        try await writing {
            try await store.release(claim)
        } noting: { _ in
            nil
        }
    }

    func lease(of id: SessionID) async throws -> SessionLease? {
        try await reading { try await store.lease(of: id) }
    }

    func apply(
        _ event: SessionEvent, to claim: SessionClaim, at date: Date, deadline: Date,
        updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        try await writing {
            try await store.apply(event, to: claim, at: date, deadline: deadline, updating: updating, ledger: ledger)
        } noting: {
            $0.session
        }
    }

    func record(
        to claim: SessionClaim, at date: Date, updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        try await writing {
            try await store.record(to: claim, at: date, updating: updating, ledger: ledger)
        } noting: {
            $0.session
        }
    }

    func rebase(_ claim: SessionClaim, by seconds: TimeInterval, at date: Date) async throws -> SessionClaim {
        try await writing {
            let rebased = try await store.rebase(claim, by: seconds, at: date)
            truth.rebased(rebased.session, by: seconds)
            return rebased
        } noting: { _ in
            nil
        }
    }

    func appendLedger(_ id: SessionID, _ entries: [LedgerEntry]) async throws {
        try await writing {
            try await store.appendLedger(id, entries)
        } noting: { _ in
            nil
        }
    }

    func ledger(of id: SessionID) async throws -> [LedgerEntry] {
        try await reading { try await store.ledger(of: id) }
    }

    func launchIntents(since date: Date) async throws -> [Date] {
        try await reading { try await store.launchIntents(since: date) }
    }

    func heldMachines() async throws -> [HeldMachine] {
        try await reading { try await store.heldMachines() }
    }

    func wishEnd(of id: SessionID, _ wish: EndWish) async throws -> Session? {
        try await writing {
            try await store.wishEnd(of: id, wish)
        } noting: {
            $0
        }
    }

    func notePrice(_ price: USD, of instance: InstanceID, at date: Date) async throws -> Bool {
        try await writing {
            try await store.notePrice(price, of: instance, at: date)
        } noting: { _ in
            nil
        }
    }

    func noteOrphan(_ orphan: OrphanRecord) async throws -> OrphanRecord {
        try await writing {
            try await store.noteOrphan(orphan)
        } noting: { _ in
            nil
        }
    }

    func openOrphans() async throws -> [InstanceID] { try await reading { try await store.openOrphans() } }

    func closeOrphan(_ instance: InstanceID, at date: Date) async throws {
        try await writing {
            try await store.closeOrphan(instance, at: date)
        } noting: { _ in
            nil
        }
    }

    func count(_ counter: ServiceCounter) async throws {
        try await writing {
            try await store.count(counter)
        } noting: { _ in
            nil
        }
    }

    func noteMachineFailure(offer: Offer, kind: MachineFailure.Kind, reason: String, at date: Date) async throws {
        try await writing {
            try await store.noteMachineFailure(offer: offer, kind: kind, reason: reason, at: date)
        } noting: { _ in
            nil
        }
    }

    func noteMachineSuccess(offer: Offer, at date: Date) async throws {
        try await writing {
            try await store.noteMachineSuccess(offer: offer, at: date)
        } noting: { _ in
            nil
        }
    }

    func insertBenchmarks(_ results: [BenchmarkResult]) async throws -> BenchmarkInsertion {
        try await writing {
            try await store.insertBenchmarks(results)
        } noting: { _ in
            nil
        }
    }

    private func reading<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        try await process.seam(0.001)
        return try await work()
    }

    /// A seam on either side of the write: a process may die with it done and not know.
    private func writing<Value: Sendable>(_ work: () async throws -> Value, noting: (Value) -> Session?) async throws -> Value {
        try await process.seam(0.002)
        if process.world.chance(failing) { throw Problem(.localStorage, "the database is locked by another process") }
        let value = try await work()
        if let session = noting(value) { truth.wrote(session) }
        try await process.seam(0.002)
        return value
    }
}
