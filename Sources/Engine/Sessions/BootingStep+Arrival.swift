import Domain
import Foundation
import HTTP
import Providers

extension BootingStep {
    /// Takes a machine that is up into use when what it is for answers; `nil` when it is too early, which `watch` explains.
    func arrival(
        _ claim: SessionClaim, at address: SSHAddress?, habits: BootHabits, watch: inout BootWatch
    ) async throws -> SessionClaim? {
        if let port = claim.session.plan.launch.apiPort {
            return try await serving(claim, on: port, at: address, habits: habits, watch: &watch)
        }
        guard let address else {
            watch.lastTrouble = "running, no SSH address yet"
            return nil
        }
        guard let fingerprint = try await login(claim.session, habits: habits, watch: &watch) else { return nil }
        return try await taken(claim, .sshAnswered, ssh: (address, fingerprint), detail: "SSH at \(address), host key \(fingerprint)")
    }

    /// The API decides; a login is tried too, for the hardware's sake, and waited for a little where none works.
    private func serving(
        _ claim: SessionClaim, on port: Int, at address: SSHAddress?, habits: BootHabits, watch: inout BootWatch
    ) async throws -> SessionClaim? {
        guard let api = claim.session.currentAttempt?.api else {
            watch.lastTrouble = "running, port \(port) is not reached from outside yet"
            return nil
        }
        if let trouble = try await trouble(of: api) {
            watch.lastTrouble = trouble
            return nil
        }
        let healthy = watch.firstHealth ?? worker.time.now
        watch.firstHealth = healthy
        if let address, let fingerprint = try await login(claim.session, habits: habits, watch: &watch) {
            return try await taken(
                claim, .apiAnswered, ssh: (address, fingerprint),
                detail: "API at \(api), SSH at \(address), host key \(fingerprint)")
        }
        guard worker.time.now.timeIntervalSince(healthy) >= Self.loginPatience else { return nil }
        return try await taken(claim, .apiAnswered, ssh: nil, detail: "API at \(api), no SSH")
    }

    /// How long SSH is waited for on a machine whose API answers: a key takes some 15 s until it is installed.
    private static let loginPatience: TimeInterval = 30

    /// Why a server is not healthy; `nil` when it is.
    ///
    /// Whoever answers 404 listens and takes requests: not every server has this path.
    private func trouble(of api: APIAddress) async throws -> String? {
        do {
            let status = try await worker.interrupt.cutting { [worker] in try await worker.dialer.status(of: "/health", at: api) }
            return (200...299).contains(status) || status == 404 ? nil : "its API at \(api) is not healthy: HTTP \(status)"
        } catch let error as TransportError {
            return "its API does not answer: \(error)"
        }
    }

    private func taken(
        _ claim: SessionClaim, _ event: SessionEvent, ssh: (address: SSHAddress, fingerprint: String)?, detail: String
    ) async throws -> SessionClaim {
        let fingerprint = ssh?.fingerprint
        let ready = try await worker.apply(event, to: claim, detail: detail) { row in
            row.updateCurrentAttempt { $0.hostKeyFingerprint = fingerprint }
        }
        if let offer = ready.session.currentAttempt?.offer {
            try await worker.records.noteMachineSuccess(offer: offer, at: worker.time.now)
        }
        worker.tell(ssh.map { .booted($0.address) } ?? .note(detail), ready.session)
        return ready
    }
}
