import Domain
import Engine
import Foundation
import Storage

/// Gives every session to whoever asks, and lets every writer through, however old what it knows.
struct LeaselessRecords: SessionRecords {
    let base: SimulatedRecords

    func claim(
        _ id: SessionID, for owner: SessionOwner, leaseUntil: Date, now: Date, isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws -> SessionClaim? {
        try await base.claim(id, for: owner, leaseUntil: leaseUntil, now: now, isAlive: { _ in false })
    }

    func apply(
        _ event: SessionEvent, to claim: SessionClaim, at date: Date, deadline: Date,
        updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        do {
            return try await base.apply(event, to: claim, at: date, deadline: deadline, updating: updating, ledger: ledger)
        } catch is StaleClaim {
            return try await base.apply(
                event, to: try await taken(claim, at: date), at: date, deadline: deadline, updating: updating, ledger: ledger)
        } catch is InvalidTransition {
            return try await taken(claim, at: date)
        }
    }

    func record(
        to claim: SessionClaim, at date: Date, updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        do {
            return try await base.record(to: claim, at: date, updating: updating, ledger: ledger)
        } catch is StaleClaim {
            let current = try await taken(claim, at: date)
            // What this writer believes is still under way goes on as it knows it.
            return SessionClaim(session: claim.session, owner: current.owner, leaseEndsAt: current.leaseEndsAt)
        }
    }

    private func taken(_ claim: SessionClaim, at date: Date) async throws -> SessionClaim {
        let taken = try await base.claim(claim.session.id, for: claim.owner, leaseUntil: date + 600, now: date, isAlive: { _ in false })
        guard let taken else { throw StaleClaim(session: claim.session.id, version: claim.session.version) }
        return taken
    }

    var deploymentID: DeploymentID { base.deploymentID }

    func insert(
        _ session: Session, ownedBy owner: SessionOwner, leaseUntil: Date, ledger: [LedgerEntry], opening: Opening?
    ) async throws -> SessionClaim {
        try await base.insert(session, ownedBy: owner, leaseUntil: leaseUntil, ledger: ledger, opening: opening)
    }
    func session(_ id: SessionID) async throws -> Session? { try await base.session(id) }
    func unfinished(at date: Date) async throws -> [UnfinishedSession] { try await base.unfinished(at: date) }
    func sessions(unfinishedOnly: Bool) async throws -> [Session] { try await base.sessions(unfinishedOnly: unfinishedOnly) }
    func renew(_ claim: SessionClaim, until end: Date, at now: Date) async throws -> SessionClaim? {
        try await base.renew(claim, until: end, at: now) ?? claim
    }
    func release(_ claim: SessionClaim) async throws { try await base.release(claim) }
    func lease(of id: SessionID) async throws -> SessionLease? { try await base.lease(of: id) }
    func rebase(_ claim: SessionClaim, by seconds: TimeInterval, at date: Date) async throws -> SessionClaim {
        try await base.rebase(claim, by: seconds, at: date)
    }
    func appendLedger(_ id: SessionID, _ entries: [LedgerEntry]) async throws { try await base.appendLedger(id, entries) }
    func ledger(of id: SessionID) async throws -> [LedgerEntry] { try await base.ledger(of: id) }
    func launchIntents(since date: Date) async throws -> [Date] { try await base.launchIntents(since: date) }
    func heldMachines() async throws -> [HeldMachine] { try await base.heldMachines() }
    func wishEnd(of id: SessionID, _ wish: EndWish) async throws -> Session? { try await base.wishEnd(of: id, wish) }
    func notePrice(_ price: USD, of instance: InstanceID, at date: Date) async throws -> Bool {
        try await base.notePrice(price, of: instance, at: date)
    }
    func noteOrphan(_ orphan: OrphanRecord) async throws -> OrphanRecord { try await base.noteOrphan(orphan) }
    func openOrphans() async throws -> [InstanceID] { try await base.openOrphans() }
    func closeOrphan(_ instance: InstanceID, at date: Date) async throws { try await base.closeOrphan(instance, at: date) }
    func count(_ counter: ServiceCounter) async throws { try await base.count(counter) }
    func noteMachineFailure(offer: Offer, kind: MachineFailure.Kind, reason: String, at date: Date) async throws {
        try await base.noteMachineFailure(offer: offer, kind: kind, reason: reason, at: date)
    }
    func noteMachineSuccess(offer: Offer, at date: Date) async throws {
        try await base.noteMachineSuccess(offer: offer, at: date)
    }
    func insertBenchmarks(_ results: [BenchmarkResult]) async throws -> BenchmarkInsertion { try await base.insertBenchmarks(results) }
}
