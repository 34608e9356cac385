import Domain
import Foundation
import Providers
import Storage

/// The last look after a session with a lost launch answer: a machine that came up late under its label is ended.
struct LabelSweep {
    let worker: SessionWorker

    func run(_ session: Session) async throws {
        let ledger = try await worker.store.ledger(of: session.id)
        guard ledger.contains(where: { $0.event == "label_lookup" }), let label = session.currentAttempt?.label else { return }
        let closed = Set(session.attempts.compactMap(\.instance))
        for provider in Set(session.attempts.map(\.offer.provider)) {
            for late in try await worker.providers.provider(provider).instances() where late.label == label && !closed.contains(late.id) {
                worker.tell(.ending("\(late.id) came up late under our label"), session)
                try await MachineEnding(time: worker.time, deadlines: worker.deadlines)
                    .end(late.id, at: worker.providers.provider(provider))
                try await worker.store.appendLedger(
                    session.id, [LedgerEntry(at: worker.time.now, event: "late_machine_ended", detail: "\(late.id) is gone")])
            }
        }
    }
}
