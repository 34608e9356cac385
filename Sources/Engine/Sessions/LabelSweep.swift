import Domain
import Foundation
import Providers
import Storage

/// The last look after a session: what came up late under one of its labels, or came back, is ended.
struct LabelSweep {
    let worker: SessionWorker

    /// Costs one listing per provider; a listing that fails is said and takes nothing from the session's outcome.
    func run(_ session: Session) async throws {
        for id in Set(session.attempts.map(\.offer.provider)) {
            do {
                try await sweep(session, at: try worker.providers.provider(id))
            } catch let problem as Problem where problem.code != .teardownUnverified {
                worker.tell(.note("\(problem.message); 'gpu-shopper cleanup-orphans' looks again for machines that came up late"), session)
            }
        }
    }

    /// The same before another machine is rented under the same label: a stray one would be taken for the new one.
    ///
    /// Throws when the accounts cannot be asked for as long as a launch may take.
    func clear(_ session: Session) async throws {
        let limit = worker.time.now.addingTimeInterval(worker.deadlines.launch.inSeconds)
        for id in Set(session.attempts.map(\.offer.provider)) {
            while true {
                do {
                    try await sweep(session, at: try worker.providers.provider(id))
                    break
                } catch let problem as Problem where problem.code != .teardownUnverified && problem.code != .localStorage {
                    guard worker.time.now < limit else { throw problem }
                    try await worker.time.sleep(for: .seconds(5))
                }
            }
        }
    }

    private func sweep(_ session: Session, at provider: any Provider) async throws {
        let labels = Set(session.attempts.map(\.label))
        let held = Set(session.attempts.filter { $0.closedAt == nil }.compactMap(\.instance))
        let proved = Set(session.attempts.compactMap(\.instance)).subtracting(held)
        for late in try await listed(provider) where (late.label.map(labels.contains) ?? false) && !held.contains(late.id) {
            // Lists lag behind endings: what was proved gone is asked for by id before anything is made of it.
            if proved.contains(late.id), try await provider.instance(late.id) == nil { continue }
            try await end(late, of: session, at: provider)
        }
    }

    /// Ends a machine under the session's label that no attempt holds, and proves it gone.
    func end(_ late: Instance, of session: Session, at provider: any Provider) async throws {
        // What it costs is on record before it ends: somebody else closes it when we do not come that far.
        let record = try await worker.records.noteOrphan(OrphanRecord(late, of: session.deployment, foundAt: worker.time.now))
        if record.endedAt != nil, try await provider.instance(late.id) == nil { return }
        worker.tell(.ending("\(late.id) came up late under our label"), session)
        try await MachineEnding(time: worker.time, deadlines: worker.deadlines).end(late.id, at: provider)
        try await worker.records.closeOrphan(late.id, at: worker.time.now)
        try await worker.records.appendLedger(
            session.id, [LedgerEntry(at: worker.time.now, event: "late_machine_ended", detail: "\(late.id) is gone")])
    }

    private func listed(_ provider: any Provider) async throws -> [Instance] {
        var failures = 0
        while true {
            do { return try await provider.instances() } catch let problem as Problem {
                failures += 1
                guard failures < 3 else { throw problem }
                try await worker.time.sleep(for: .seconds(failures))
            }
        }
    }
}
