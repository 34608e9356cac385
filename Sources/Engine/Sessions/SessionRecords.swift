public import Domain
public import Foundation
public import Storage

/// The rows that sessions live in, as their workers and the reconciler use them: the store, and in the simulation a store
/// that fails, crashes or breaks a rule between any two writes.
public protocol SessionRecords: Sendable {
    /// The installation that the rows belong to.
    var deploymentID: DeploymentID { get }

    /// See `Store.insert`.
    func insert(
        _ session: Session, ownedBy owner: SessionOwner, leaseUntil: Date, ledger: [LedgerEntry], opening: Opening?
    ) async throws -> SessionClaim
    /// See `Store.session`.
    func session(_ id: SessionID) async throws -> Session?
    /// See `Store.sessions`.
    func sessions(unfinishedOnly: Bool) async throws -> [Session]
    /// See `Store.unfinished`.
    func unfinished(at date: Date) async throws -> [UnfinishedSession]
    /// See `Store.claim`.
    func claim(
        _ id: SessionID, for owner: SessionOwner, leaseUntil: Date, now: Date, isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws -> SessionClaim?
    /// See `Store.renew`.
    func renew(_ claim: SessionClaim, until end: Date, at now: Date) async throws -> SessionClaim?
    /// See `Store.release`.
    func release(_ claim: SessionClaim) async throws
    /// See `Store.lease`.
    func lease(of id: SessionID) async throws -> SessionLease?
    /// See `Store.apply`.
    func apply(
        _ event: SessionEvent, to claim: SessionClaim, at date: Date, deadline: Date,
        updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim
    /// See `Store.record`.
    func record(
        to claim: SessionClaim, at date: Date, updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim
    /// See `Store.rebase`.
    func rebase(_ claim: SessionClaim, by seconds: TimeInterval, at date: Date) async throws -> SessionClaim
    /// See `Store.appendLedger`.
    func appendLedger(_ id: SessionID, _ entries: [LedgerEntry]) async throws
    /// See `Store.ledger`.
    func ledger(of id: SessionID) async throws -> [LedgerEntry]
    /// See `Store.launchIntents`.
    func launchIntents(since date: Date) async throws -> [Date]
    /// See `Store.heldMachines`.
    func heldMachines() async throws -> [HeldMachine]
    /// See `Store.wishEnd`.
    func wishEnd(of id: SessionID, _ wish: EndWish) async throws -> Session?
    /// See `Store.notePrice`.
    func notePrice(_ price: USD, of instance: InstanceID, at date: Date) async throws -> Bool
    /// See `Store.noteOrphan`.
    func noteOrphan(_ orphan: OrphanRecord) async throws -> OrphanRecord
    /// See `Store.openOrphans`.
    func openOrphans() async throws -> [InstanceID]
    /// See `Store.closeOrphan`.
    func closeOrphan(_ instance: InstanceID, at date: Date) async throws
    /// See `Store.count`.
    func count(_ counter: ServiceCounter) async throws
    /// See `Store.noteMachineFailure`.
    func noteMachineFailure(offer: Offer, kind: MachineFailure.Kind, reason: String, at date: Date) async throws
    /// See `Store.noteMachineSuccess`.
    func noteMachineSuccess(offer: Offer, at date: Date) async throws
    /// See `Store.insertBenchmarks`.
    func insertBenchmarks(_ results: [BenchmarkResult]) async throws -> BenchmarkInsertion
}

extension Store: SessionRecords {}
