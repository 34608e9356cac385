import Domain
import Foundation
import Storage

/// Rows whose every change that costs money or saves some is audited, once it is committed.
struct AuditedRecords: SessionRecords {
    let base: Store
    let audit: AuditLog

    var deploymentID: DeploymentID { base.deploymentID }

    func insert(
        _ session: Session, ownedBy owner: SessionOwner, leaseUntil: Date, ledger: [LedgerEntry], opening: Opening?
    ) async throws -> SessionClaim {
        let claim = try await base.insert(session, ownedBy: owner, leaseUntil: leaseUntil, ledger: ledger, opening: opening)
        audit.note(.sessionProvisioned, claim.session, ["ceiling_usd": "\(claim.session.ceiling.dollars)"])
        return claim
    }

    func apply(
        _ event: SessionEvent, to claim: SessionClaim, at date: Date, deadline: Date,
        updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        let applied = try await base.apply(event, to: claim, at: date, deadline: deadline, updating: updating, ledger: ledger)
        note(event, applied.session, at: date, ledger)
        return applied
    }

    private func note(_ event: SessionEvent, _ session: Session, at date: Date, _ ledger: [LedgerEntry]) {
        switch event {
        case .launchAccepted:
            audit.note(.launchAccepted, session, Self.price(session))
        case .endRequested(.expired) where date >= session.hardDeadline: audit.note(.hardMaximumEnforced, session)
        case .endRequested(.expired): audit.note(.sessionExpired, session, ["reason": "\(ledger.last?.detail ?? "")"])
        case .absenceConfirmed where session.state.step != .finished && session.currentAttempt?.instance != nil:
            audit.note(.instanceDestroyedOnFailure, session, ["cost_usd": "\(session.accrued(at: date).dollars)"])
        default: break
        }
        guard session.state.step == .finished, let outcome = session.state.outcome else { return }
        audit.note(.sessionDestroyed, session, ["outcome": "\(outcome.rawValue)", "cost_usd": "\(session.accrued(at: date).dollars)"])
        if session.endWish?.failure?.code == .notFound { audit.note(.ghostFixed, session) }
    }

    func record(
        to claim: SessionClaim, at date: Date, updating: @escaping @Sendable (inout Session) -> Void, ledger: [LedgerEntry]
    ) async throws -> SessionClaim {
        let recorded = try await base.record(to: claim, at: date, updating: updating, ledger: ledger)
        // A launch whose answer was lost did make a machine.
        if ledger.contains(where: { $0.event == "found_by_label" }) {
            audit.note(.launchAccepted, recorded.session, Self.price(recorded.session))
        }
        return recorded
    }

    func wishEnd(of id: SessionID, _ wish: EndWish) async throws -> Session? {
        let wished = try await base.wishEnd(of: id, wish)
        // The first wish stands: another's is not ours.
        if let wished, wished.state.step != .finished, wish.failure?.code == .notFound, wished.endWish?.reason == wish.reason {
            audit.note(.ghostDetected, wished)
        }
        return wished
    }

    private static func price(_ session: Session) -> [String: String] {
        ["price_per_hour_usd": "\(session.currentAttempt?.pricePerHour.dollars ?? 0)"]
    }

    func noteOrphan(_ orphan: OrphanRecord) async throws -> OrphanRecord {
        let record = try await base.noteOrphan(orphan)
        // It is on record with the time at which it was first seen.
        if record.endedAt == nil, abs(record.foundAt.timeIntervalSince(orphan.foundAt)) < 0.001 {
            audit.note(
                .orphanDetected,
                [
                    "instance": "\(orphan.instance)", "provider": "\(orphan.instance.provider)",
                    "price_per_hour_usd": "\(orphan.pricePerHour.dollars)",
                ])
        }
        return record
    }

    func closeOrphan(_ instance: InstanceID, at date: Date) async throws {
        try await base.closeOrphan(instance, at: date)
        audit.note(.orphanDestroyed, ["instance": "\(instance)", "provider": "\(instance.provider)"])
    }
}

/// What neither costs nor saves anything goes straight through.
extension AuditedRecords {
    func session(_ id: SessionID) async throws -> Session? { try await base.session(id) }
    func sessions(unfinishedOnly: Bool) async throws -> [Session] { try await base.sessions(unfinishedOnly: unfinishedOnly) }
    func unfinished(at date: Date) async throws -> [UnfinishedSession] { try await base.unfinished(at: date) }
    func claim(
        _ id: SessionID, for owner: SessionOwner, leaseUntil: Date, now: Date, isAlive: @escaping @Sendable (SessionOwner) -> Bool
    ) async throws -> SessionClaim? {
        try await base.claim(id, for: owner, leaseUntil: leaseUntil, now: now, isAlive: isAlive)
    }
    func renew(_ claim: SessionClaim, until end: Date, at now: Date) async throws -> SessionClaim? {
        try await base.renew(claim, until: end, at: now)
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
    func notePrice(_ price: USD, of instance: InstanceID, at date: Date) async throws -> Bool {
        try await base.notePrice(price, of: instance, at: date)
    }
    func openOrphans() async throws -> [InstanceID] { try await base.openOrphans() }
    func count(_ counter: ServiceCounter) async throws { try await base.count(counter) }
    func noteMachineFailure(offer: Offer, kind: MachineFailure.Kind, reason: String, at date: Date) async throws {
        try await base.noteMachineFailure(offer: offer, kind: kind, reason: reason, at: date)
    }
    func noteMachineSuccess(offer: Offer, at date: Date) async throws { try await base.noteMachineSuccess(offer: offer, at: date) }
    func insertBenchmarks(_ results: [BenchmarkResult]) async throws -> BenchmarkInsertion { try await base.insertBenchmarks(results) }
}
