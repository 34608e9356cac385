import Domain
import Foundation
import Providers
import SSH

/// Waits for a machine to come up: installs the key, follows the provider's status, tries to log in or asks its API.
struct BootingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        guard let attempt = claim.session.currentAttempt, let id = attempt.instance else {
            throw Problem(.internalError, "session \(claim.session.id) is booting without a machine")
        }
        let provider = try worker.providers.provider(id.provider)
        var watch = BootWatch(
            instance: id, publicKeys: [claim.session.sshPublicKey] + (claim.session.userPublicKey.map { [$0] } ?? []),
            settledAt: (attempt.acceptedAt ?? attempt.intendedAt).addingTimeInterval(worker.deadlines.settling.inSeconds),
            hasBeenSeen: attempt.shownAt != nil)
        let habits = provider.bootHabits
        let firstLogin = (attempt.acceptedAt ?? attempt.intendedAt).addingTimeInterval(habits.firstLogin.inSeconds)
        var claim = claim
        var pause = 0.5
        while true {
            if let reason = worker.reasonToEnd(claim.session) { return try await worker.end(claim, for: reason) }
            if worker.isLate(claim.session) {
                let said = watch.lastTrouble.map { ": \($0)" } ?? ""
                return try await worker.failAttempt(
                    claim,
                    Problem(
                        .timedOut,
                        "\(id) did not come up within \(Int(saturating: claim.session.stepDeadline.timeIntervalSince(claim.session.stepEnteredAt))) s\(said)"
                    ),
                    replace: true)
            }
            do {
                let sight = try await worker.interrupt.cutting { [watch] in try await watch.look(at: provider, now: worker.time.now) }
                watch = sight.watch
                if let shown = watch.shown { claim = try await noting(shown, on: claim) }
                if let over = overBudget(claim.session) { return try await worker.failAttempt(claim, over, replace: true) }
                switch sight.finding {
                case .dead(let word):
                    return try await worker.failAttempt(
                        claim, Problem(.unavailable, "\(id) is \(word) and will not come up"), replace: true)
                case .absent:
                    return try await worker.failAttempt(
                        claim, Problem(.unavailable, "\(id) vanished while it was booting"), replace: true)
                case .waiting(let word):
                    worker.tell(.booting(word), claim.session)
                case .up(let address):
                    guard worker.time.now >= firstLogin else {
                        worker.tell(.booting("running, SSH is not tried yet"), claim.session)
                        break
                    }
                    if let ready = try await arrival(claim, at: address, habits: habits, watch: &watch) { return ready }
                    worker.tell(.booting(watch.lastTrouble ?? "waiting for SSH"), claim.session)
                }
            } catch let problem as Problem where problem.code == .wrongHardware {
                return try await worker.failAttempt(claim, problem, replace: true)
            } catch let problem as Problem where problem.code != .localStorage {
                // The provider's API has a bad moment; the deadline decides, not one answer.
                watch.lastTrouble = problem.message
                worker.tell(.booting(problem.message), claim.session)
            }
            claim = try await worker.looking(claim)
            let rest = pause
            try await worker.interrupt.cutting { try await worker.time.sleep(for: .seconds(rest)) }
            pause = min(pause * 1.5, worker.deadlines.bootPoll.inSeconds)
        }
    }

    /// Keeps that it was shown, its address and its true price as soon as they are known, whatever becomes of the machine.
    private func noting(_ instance: Instance, on claim: SessionClaim) async throws -> SessionClaim {
        guard let attempt = claim.session.currentAttempt else { return claim }
        let now = worker.time.now
        let address = instance.phase == .running ? instance.ssh ?? attempt.ssh : attempt.ssh
        let api = claim.session.plan.launch.apiPort.flatMap(instance.api) ?? attempt.api
        var changed = attempt
        let isRepriced = changed.take(price: instance.pricePerHour, at: now)
        guard isRepriced || attempt.ssh != address || attempt.api != api || attempt.shownAt == nil else { return claim }
        let price = changed.pricePerHour
        if isRepriced {
            worker.tell(
                .note("the provider charges \(MoneyText.dollars(price))/h, not \(MoneyText.dollars(attempt.pricePerHour))/h"), claim.session
            )
        }
        return try await worker.record(
            on: claim, event: "machine_seen", detail: "\(address.map { "SSH \($0)" } ?? "\(instance.id)") at \(MoneyText.dollars(price))/h"
        ) { row in
            row.updateCurrentAttempt {
                _ = $0.take(price: price, at: now)
                $0.shownAt = $0.shownAt ?? now
                $0.ssh = address
                $0.api = api
            }
        }
    }

    /// A price that rose since the advice may break the budget, or what was agreed to, although the offer's did not.
    private func overBudget(_ session: Session) -> Problem? {
        guard let attempt = session.currentAttempt, attempt.pricePerHour > attempt.offer.pricePerHour else { return nil }
        var offer = attempt.offer
        offer.pricePerHour = attempt.pricePerHour
        let worst =
            session.plan.rental == nil
            ? WorstCase(
                offer: offer, plan: session.plan, modelBytes: ModelSize.bytes(of: session.plan.model), deadlines: worker.deadlines)
            : WorstCase(renting: offer, until: session.useEndsAt, from: worker.time.now, deadlines: worker.deadlines)
        let spent = session.committed(at: worker.time.now)
        guard spent + worst.total > session.ceiling else { return nil }
        let limit = session.plan.rental == nil ? "the budget" : "what was agreed to"
        return Problem(
            .staleInventory,
            "the price of \(offer.id) rose from \(MoneyText.dollars(attempt.offer.pricePerHour)) to \(MoneyText.dollars(offer.pricePerHour)) an hour, beyond \(limit)"
        )
    }

    /// The host key's fingerprint after logins that worked, or `nil` when it is too early.
    ///
    /// A rented machine is compared with its offer here, before its user hears of it; a benchmark compares it when it starts.
    func login(_ session: Session, habits: BootHabits, watch: inout BootWatch) async throws -> String? {
        let machine = try worker.machine(of: session)
        do {
            return try await worker.interrupt.cutting { [worker] in
                for _ in 1..<max(1, habits.goodLogins) {
                    _ = try await worker.dialer.connected(to: machine, timeout: .seconds(15), limit: .seconds(30), Self.greet)
                    try await worker.time.sleep(for: habits.pause)
                }
                return try await worker.dialer.connected(to: machine, timeout: .seconds(15), limit: .seconds(90)) { host in
                    let fingerprint = try await Self.greet(host)
                    guard session.plan.rental != nil else { return fingerprint }
                    worker.tell(.checked(try await HardwareCheck(session: session).run(on: host)), session)
                    return fingerprint
                }
            }
        } catch let error as SSHError {
            watch.lastTrouble = error.message
            if error.isAuthenticationRejection { watch.rejections += 1 }
            return nil
        } catch let late as HardwareCheck.NotYet {
            let since = watch.firstSilence ?? worker.time.now
            watch.firstSilence = since
            guard worker.time.now.timeIntervalSince(since) < Self.driverPatience else {
                throw Problem(.wrongHardware, "nvidia-smi does not work on the machine: \(late.reason)")
            }
            watch.lastTrouble = "nvidia-smi does not work yet: \(late.reason)"
            return nil
        }
    }

    /// Drivers come up late, but not this late.
    private static let driverPatience: TimeInterval = 45

    private static let greet: @Sendable (any MachineShell) async throws -> String = { host in
        let output = try await host.run(ShellCommand("true"), timeout: .seconds(10))
        guard output.succeeded else {
            throw SSHError.commandNotStarted(SSHEndpoint(host: "the machine"), reason: output.errorText)
        }
        return await host.hostKeyFingerprint
    }
}
