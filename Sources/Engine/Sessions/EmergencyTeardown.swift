import Domain
import Foundation
import Providers

/// Ends a machine when its row can no longer be written: a full disk must not keep a machine billing.
struct EmergencyTeardown {
    let worker: SessionWorker

    /// Asks for the end and for the proof without touching the database; says how it went.
    func end(_ session: Session) async -> String {
        guard session.state.step.mayHoldMachine, let attempt = session.currentAttempt, attempt.closedAt == nil else { return "" }
        do {
            let provider = try worker.providers.provider(attempt.offer.provider)
            guard let id = try await machine(of: attempt, in: session, at: provider) else { return "; no machine carries \(attempt.label)" }
            return try await prove(id, at: provider, attempt: attempt, session: session)
        } catch {
            return "; its machine labelled \(attempt.label) may still be billed: \(session.takenUpBy)"
        }
    }

    /// The machine on record, or the one that carries the label.
    private func machine(of attempt: Attempt, in session: Session, at provider: any Provider) async throws -> InstanceID? {
        if let known = attempt.instance { return known }
        return try await LabelSearch(
            provider: provider, label: attempt.label, known: Set(session.attempts.compactMap(\.instance)), time: worker.time,
            since: worker.time.now, settling: worker.deadlines.settling, apart: worker.deadlines.listsApart,
            patience: Self.patience
        ).run().machine?.id
    }

    /// A person waits in front of a command that cannot go on.
    private static let patience: Duration = .seconds(120)

    private func prove(_ id: InstanceID, at provider: any Provider, attempt: Attempt, session: Session) async throws -> String {
        let ending = MachineEnding(time: worker.time, deadlines: worker.deadlines)
        do {
            try await ending.end(
                id, at: provider, within: min(Self.patience, worker.deadlines.teardown), longestPause: 1,
                launchedAt: attempt.shownAt == nil ? attempt.acceptedAt.map { max($0, session.stepEnteredAt) } : nil
            ) { _ in
                worker.tell(.ending("ending \(id) although its row cannot be written"), session)
            }
            return "; its machine \(id) was ended and is gone"
        } catch let problem as Problem where problem.code == .teardownUnverified {
            return "; its machine \(id) could not be proved gone and may still be billed: \(session.takenUpBy)"
        }
    }
}
