import Domain
import Foundation

/// Chooses an offer and commits the intent to rent it.
struct RequestedStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim, choice: OfferChoice?) async throws -> SessionClaim {
        let session = claim.session
        let remaining = session.ceiling - session.committed(at: worker.time.now)
        let chosen: OfferChoice
        do {
            guard session.mayTryAnother else {
                let count = session.attempts.count
                throw Problem(.noOffer, "\(count) offer\(count == 1 ? " was" : "s were") tried and none could be used")
            }
            if try await mayHaveLeftAMachine(session) { try await LabelSweep(worker: worker).clear(session) }
            if let choice {
                chosen = choice
            } else {
                chosen = try await worker.interrupt.cutting {
                    try await worker.selector.choose(for: session, remaining: remaining)
                }
            }
        } catch let problem as Problem {
            // The reason of the last failed attempt says more than "nothing is left".
            let failure = session.currentAttempt?.failure ?? SessionFailure(problem)
            return try await worker.apply(.offersExhausted(.failed), to: claim, detail: problem.message) { row in
                row.failure = SessionFailure(
                    code: failure.code,
                    message: failure.message == problem.message ? problem.message : "\(failure.message); \(problem.message)")
            }
        }
        let held = try await waitingForTheGate(claim)
        let now = worker.time.now
        let label = MachineLabel(deployment: session.deployment, session: session.id)
        return try await worker.apply(.launchIntended, to: held, detail: "launching \(chosen.offer.id) as \(label)") { row in
            row.attempts.append(
                Attempt(
                    session: row.id, ordinal: row.attempts.count + 1, offer: chosen.offer, label: label.description, intendedAt: now))
        }
    }

    /// Not more launches than the cap allows, those of other processes counted.
    private func waitingForTheGate(_ claim: SessionClaim) async throws -> SessionClaim {
        var claim = claim
        while true {
            let now = worker.time.now
            guard let pause = worker.gate.pass(at: now, others: try await worker.records.launchIntents(since: now - LaunchGate.window))
            else {
                return claim
            }
            worker.tell(.note("waiting \(Int(saturating: pause.inSeconds)) s: the launches of a minute are capped"), claim.session)
            try await worker.interrupt.cutting { [worker] in try await worker.time.sleep(for: pause) }
            claim = try await worker.keeping(claim)
        }
    }

    /// Whether a machine may still come up, or have come up twice, under the label: not when every launch so far was refused.
    private func mayHaveLeftAMachine(_ session: Session) async throws -> Bool {
        guard !session.attempts.isEmpty else { return false }
        if session.attempts.contains(where: { $0.instance != nil }) { return true }
        return try await worker.records.ledger(of: session.id).contains { $0.event == "label_lookup" }
    }
}
