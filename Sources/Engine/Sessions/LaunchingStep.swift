import Domain
import Foundation
import Providers
import Storage

/// Makes the launch call whose intent is on record, or finds the machine of one whose answer was lost.
///
/// Nothing in here is cut short by a signal: a launch half-way is how machines are lost.
struct LaunchingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let attempt = claim.session.currentAttempt else {
            throw Problem(.internalError, "session \(claim.session.id) is launching without an attempt")
        }
        let provider = try worker.providers.provider(attempt.offer.provider)
        let ledger = try await worker.records.ledger(of: claim.session.id)
        if let call = ledger.last(where: { $0.event == Self.called(attempt) }) {
            // The call may have been made by a process that died, or by us without an answer; the provider may be at it still.
            return try await lookUp(
                claim, attempt: attempt, provider: provider, called: call.at, because: "its launch answer was lost")
        }
        if let reason = reasonNotToCall(attempt, claim) {
            return try await rejected(claim, Problem(.staleInventory, "\(attempt.offer.id) was not asked for: \(reason)"))
        }
        let recipe: LaunchRecipe
        do {
            recipe = try await LaunchRecipe.make(for: claim.session.plan, offer: attempt.offer, templates: worker.templates)
        } catch let problem as Problem where problem.code != .localStorage {
            return try await notLaunched(claim, problem)
        }
        let claim = try await worker.record(
            on: claim, event: Self.called(attempt), detail: "asking \(provider.id) for \(attempt.offer.id)"
        ) { row in
            row.updateCurrentAttempt { attempt in
                attempt.image = recipe.runningImage == Self.image ? nil : recipe.runningImage
                attempt.templateName = recipe.template?.name
            }
        }
        let request = LaunchRequest(
            offer: attempt.offer, label: MachineLabel(deployment: claim.session.deployment, session: claim.session.id),
            sshPublicKey: claim.session.sshPublicKey, image: recipe.image, templateHash: recipe.template?.hashID,
            environment: recipe.environment, exposedPorts: recipe.exposedPorts, onStart: recipe.onStart,
            diskGB: claim.session.plan.diskGB, watchdog: watchdog(claim.session))
        let called = worker.time.now
        do {
            return try await accepted(claim, try await provider.launch(request), since: called, notBefore: attempt.intendedAt)
        } catch LaunchFailure.stale(let problem) {
            let goes = claim.session.mayTryAnother ? "; the next is tried" : ""
            worker.tell(.replaced("\(attempt.offer.id) is not for rent any more\(goes)"), claim.session)
            return try await rejected(claim, problem)
        } catch LaunchFailure.rejected(let problem) {
            return try await givenUp(claim, problem)
        } catch LaunchFailure.outcomeUnknown(let problem) {
            return try await lookUp(claim, attempt: attempt, provider: provider, called: called, because: problem.message)
        }
    }

    /// The image that machines run; it has the CUDA runtime, and the benchmark script installs Ollama.
    static let image = "ollama/ollama:latest"

    /// How much a provider's clock may be behind ours before its machines look older than their launch.
    private static let clockTolerance: TimeInterval = 120

    private static func called(_ attempt: Attempt) -> String { "launch_called_\(attempt.ordinal)" }

    /// An intent that nobody acted on is only acted on while it is fresh and still wanted.
    private func reasonNotToCall(_ attempt: Attempt, _ claim: SessionClaim) -> String? {
        if worker.interrupt.cause != nil || claim.session.endWish != nil { return "the session is to end" }
        if worker.mode == .windingDown { return "its process ended before it did" }
        return worker.time.now.timeIntervalSince(attempt.intendedAt) > 60 ? "the offer is too old" : nil
    }

    /// The machine is billed from the moment that its provider tells, else from our call for it: an answer may take its time.
    ///
    /// The provider's clock may differ from ours, so `earliest` bounds what it tells.
    private func accepted(
        _ claim: SessionClaim, _ instance: Instance, since called: Date, notBefore earliest: Date
    ) async throws -> SessionClaim {
        let now = worker.time.now
        let accepted = try await worker.apply(.launchAccepted, to: claim, detail: "\(instance.id) accepted") { row in
            row.updateCurrentAttempt { attempt in
                attempt.instance = instance.id
                attempt.acceptedAt = instance.startedAt.map { max(earliest, min($0, now)) } ?? min(called, now)
                _ = attempt.take(price: instance.pricePerHour, at: now)
                attempt.ssh = instance.ssh ?? attempt.ssh
            }
        }
        if let offer = accepted.session.currentAttempt?.offer { worker.tell(.rented(offer), accepted.session) }
        return accepted
    }

    private func rejected(_ claim: SessionClaim, _ problem: Problem, isOfMachine: Bool = true) async throws -> SessionClaim {
        let now = worker.time.now
        let back = try await worker.apply(.launchRejected, to: claim, detail: problem.message) { row in
            row.updateCurrentAttempt { attempt in
                attempt.failure = SessionFailure(problem)
                attempt.closedAt = now
            }
        }
        if isOfMachine, claim.session.endWish == nil, worker.interrupt.cause == nil {
            try await worker.remember(problem, of: claim.session)
        }
        return back
    }

    /// No other offer would fare better.
    private func givenUp(_ claim: SessionClaim, _ problem: Problem, isOfMachine: Bool = true) async throws -> SessionClaim {
        let back = try await rejected(claim, problem, isOfMachine: isOfMachine)
        return try await worker.apply(.offersExhausted(.failed), to: back, detail: problem.message) { row in
            row.failure = SessionFailure(problem)
        }
    }

    /// What is to be launched cannot be: with another offer it may be when it was this one's host that does not suit.
    private func notLaunched(_ claim: SessionClaim, _ problem: Problem) async throws -> SessionClaim {
        guard problem.code != .noOffer else { return try await rejected(claim, problem, isOfMachine: false) }
        return try await givenUp(claim, problem, isOfMachine: false)
    }

    /// The machine's own first deadline: when it must be up.
    ///
    /// Who uses it moves that forward, over SSH; a machine that serves an API may have none, and lives for its reservation.
    private func watchdog(_ session: Session) -> Watchdog {
        let boot = worker.deadlines.boot(of: session)
        let reserved = Duration.seconds(max(0, session.useEndsAt.timeIntervalSince(worker.time.now)))
        let allowance = session.plan.launch.apiPort == nil ? boot : max(boot, reserved)
        return Watchdog(allowance: allowance, grace: worker.deadlines.watchdogGrace)
    }

    /// Searches the account for our label until it shows up or the launch's deadline passed.
    ///
    /// Whether its caller died or lost the answer, a provider may work on a call for as long.
    private func lookUp(
        _ claim: SessionClaim, attempt: Attempt, provider: any Provider, called: Date, because reason: String
    ) async throws -> SessionClaim {
        worker.tell(.note("looking for the machine by its label: \(reason)"), claim.session)
        var claim = try await worker.record(on: claim, event: "label_lookup", detail: reason)
        // A machine that no listing shows for this long was not created.
        let search = LabelSearch(
            provider: provider, label: attempt.label, known: Set(claim.session.attempts.compactMap(\.instance)), time: worker.time,
            notOlderThan: claim.session.attempts.count > 1 ? attempt.intendedAt.addingTimeInterval(-Self.clockTolerance) : nil,
            since: max(called.addingTimeInterval(worker.deadlines.orphanedLaunch.inSeconds), worker.time.now),
            settling: min(worker.deadlines.settling, worker.deadlines.launch),
            apart: worker.deadlines.listsApart,
            patience: worker.deadlines.launch)
        let finding: LabelSearch.Finding
        do {
            finding = try await search.run { problem in
                claim = try await worker.record(on: claim, event: "listing_failed", detail: problem.message)
            } eachTurn: {
                claim = try await worker.keeping(claim)
            }
        } catch let problem as Problem where problem.code != .localStorage {
            throw Problem(
                .teardownUnverified,
                "\(provider.id) cannot be asked whether it created a machine labelled \(attempt.label): \(problem.message)",
                hint: "The session stays open: when the provider answers again, \(claim.session.takenUpBy).")
        }
        if let found = finding.machine {
            return try await accepted(claim, found, since: attempt.intendedAt, notBefore: claim.session.firstIntent ?? attempt.intendedAt)
        }
        // One of them may be this launch's after all, when the provider's clock and ours differ: none may stay.
        for stray in finding.strays.values { try await LabelSweep(worker: worker).end(stray, of: claim.session, at: provider) }
        return try await rejected(
            claim, Problem(.staleInventory, "\(provider.id) lost the launch of \(attempt.offer.id): no machine carries \(attempt.label)"))
    }
}
