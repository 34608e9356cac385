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
            return try await prove(id, at: provider, session: session)
        } catch {
            return "; its machine labelled \(attempt.label) may still be billed: run 'gpu-shopper cleanup-orphans --execute'"
        }
    }

    /// The machine on record, or the one that carries the label; listings lag behind creation and fail at times.
    private func machine(of attempt: Attempt, in session: Session, at provider: any Provider) async throws -> InstanceID? {
        if let known = attempt.instance { return known }
        let earlier = Set(session.attempts.compactMap(\.instance))
        let begun = worker.time.now
        var fullListings = 0
        while true {
            let waited = worker.time.now.timeIntervalSince(begun)
            do {
                let listed = try await provider.instances().first { $0.label == attempt.label && !earlier.contains($0.id) }
                if let listed { return listed.id }
                fullListings += 1
                if fullListings >= 3, waited >= 30 { return nil }
            } catch let problem as Problem {
                guard waited < 120 else { throw problem }
            }
            try await worker.time.sleep(for: .seconds(2))
        }
    }

    private func prove(_ id: InstanceID, at provider: any Provider, session: Session) async throws -> String {
        let ending = MachineEnding(time: worker.time, deadlines: worker.deadlines)
        do {
            try await ending.end(id, at: provider, within: min(.seconds(120), worker.deadlines.teardown), longestPause: 1) {
                worker.tell(.ending("ending \(id) although its row cannot be written"), session)
            }
            return "; its machine \(id) was ended and is gone"
        } catch let problem as Problem where problem.code == .teardownUnverified {
            return "; its machine \(id) could not be proved gone and may still be billed"
        }
    }
}
