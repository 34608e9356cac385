import Domain
import Foundation
import Providers

/// Ends the machine of the current attempt and leaves only with proof that it is gone.
///
/// On nobody's clock but its own: signals, breakers and limiters do not reach it.
struct TerminatingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let attempt = claim.session.currentAttempt else {
            throw Problem(.internalError, "session \(claim.session.id) is terminating without an attempt")
        }
        let provider = try worker.providers.provider(attempt.offer.provider)
        var claim = claim
        if attempt.instance == nil {
            guard let found = try await search(&claim, provider: provider, label: attempt.label) else {
                return try await close(claim, detail: "no machine carries \(attempt.label)")
            }
            claim = try await worker.record(on: claim, event: "found_by_label", detail: "\(found) carries \(attempt.label)") { row in
                row.updateCurrentAttempt { $0.instance = found }
            }
        }
        guard let id = claim.session.currentAttempt?.instance else {
            throw Problem(.internalError, "session \(claim.session.id) lost its machine's id")
        }
        return try await end(id, claim: claim, provider: provider)
    }

    private func end(_ id: InstanceID, claim: SessionClaim, provider: any Provider) async throws -> SessionClaim {
        var claim = claim
        var proof = AbsenceProof(interval: worker.deadlines.absenceInterval)
        var pause = 1.0
        var lastTrouble = "the provider still shows it"
        let givingUpAt = worker.time.now.addingTimeInterval(worker.deadlines.teardown.inSeconds)
        while true {
            let now = worker.time.now
            do {
                if !proof.hasSighting {
                    worker.tell(.ending("asking \(provider.id) to end \(id)"), claim.session)
                    claim = try await worker.record(on: claim, event: "destroy_requested", detail: "\(id)") { row in
                        row.updateCurrentAttempt { $0.endRequestedAt = $0.endRequestedAt ?? now }
                    }
                    try await provider.requestEnd(of: id)
                    claim = try await worker.record(on: claim, event: "destroy_answered", detail: "\(provider.id) accepted")
                }
                let seen = try await provider.instance(id)
                let at = worker.time.now
                if seen == nil {
                    proof.absent(at: at)
                    claim = try await worker.record(on: claim, event: "absent", detail: "\(provider.id) does not know \(id)") { row in
                        row.updateCurrentAttempt { $0.absentAt.append(at) }
                    }
                    if proof.isComplete { return try await close(claim, detail: "\(id) is gone") }
                    try await worker.time.sleep(for: proof.wait(from: worker.time.now))
                    continue
                }
                if proof.hasSighting {
                    proof.reset()
                    claim = try await worker.record(on: claim, event: "seen_again", detail: "\(id) is back") { row in
                        row.updateCurrentAttempt { $0.absentAt = [] }
                    }
                } else {
                    claim = try await worker.record(on: claim, event: "still_there", detail: "\(id) is still shown")
                }
                lastTrouble = "the provider still shows it"
            } catch let problem as Problem where problem.code != .localStorage {
                lastTrouble = problem.message
                proof.reset()
                claim = try await worker.record(on: claim, event: "destroy_failed", detail: problem.message) { row in
                    row.updateCurrentAttempt { $0.absentAt = [] }
                }
            }
            worker.tell(.ending(lastTrouble), claim.session)
            guard worker.time.now < givingUpAt else {
                throw Problem(
                    .teardownUnverified, "\(id) could not be proved gone: \(lastTrouble)",
                    hint: "It may still be billed. End it in the provider's console, then run 'gpu-shopper bench resume'.")
            }
            claim = try await worker.keeping(claim)
            try await worker.time.sleep(for: .seconds(pause))
            pause = min(pause * 2, 30)
        }
    }

    /// Looks for the label in full listings; absence needs several, since listings lag behind creation.
    private func search(_ claim: inout SessionClaim, provider: any Provider, label: String) async throws -> InstanceID? {
        let known = Set(claim.session.attempts.compactMap(\.instance))
        let givingUpAt = worker.time.now.addingTimeInterval(worker.deadlines.teardown.inSeconds)
        let intended = claim.session.currentAttempt?.intendedAt ?? claim.session.createdAt
        var listings = 0
        while true {
            do {
                if let found = try await provider.instances().first(where: { $0.label == label && !known.contains($0.id) }) {
                    return found.id
                }
                listings += 1
                if listings >= 3, worker.time.now.timeIntervalSince(intended) >= 30 { return nil }
            } catch let problem as Problem {
                worker.tell(.ending(problem.message), claim.session)
                guard worker.time.now < givingUpAt else {
                    throw Problem(
                        .teardownUnverified, "\(provider.id) cannot be asked for machines labelled \(label): \(problem.message)",
                        hint: "Run 'gpu-shopper bench resume' when it answers again.")
                }
            }
            claim = try await worker.keeping(claim)
            try await worker.time.sleep(for: .seconds(2))
        }
    }

    private func close(_ claim: SessionClaim, detail: String) async throws -> SessionClaim {
        let now = worker.time.now
        let closed = try await worker.apply(.absenceConfirmed, to: claim, detail: detail) { row in
            row.updateCurrentAttempt { attempt in
                attempt.closedAt = now
                attempt.cost = attempt.accrued(at: now)
            }
        }
        worker.tell(.gone(closed.session.currentAttempt?.absentAt.map(ProductJSON.rfc3339) ?? []), closed.session)
        return closed
    }
}
