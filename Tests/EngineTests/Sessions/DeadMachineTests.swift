import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// Machines that do not answer any more, and what their provider says of them.
@Suite struct DeadMachineTests {
    /// A session in a step of its own, on a machine at whose port nobody listens.
    private func claim(_ bed: Bed, after events: [SessionEvent]) async throws -> SessionClaim {
        var claim = try await bed.open(Samples.plan(attempts: 2))
        let (id, now, port) = (claim.session.id, bed.time.now, try ReservedPort.refusing())
        for event in [.launchIntended, .launchAccepted] + events {
            claim = try await bed.store.apply(event, to: claim, at: now, deadline: now + 300) { session in
                if event == .launchIntended {
                    session.attempts = [
                        Attempt(session: id, ordinal: 1, offer: Samples.offer(), label: "gpu-shopper-x", intendedAt: now)
                    ]
                }
                session.updateCurrentAttempt {
                    $0.instance = event == .launchIntended ? nil : InstanceID(provider: .vastai, local: "m7")
                    $0.acceptedAt = now
                    $0.ssh = SSHAddress(host: "127.0.0.1", port: port, user: "nobody")
                    $0.hostKeyFingerprint = "SHA256:AAAA"
                    if event == .benchmarkFailed { $0.failure = SessionFailure(code: .benchmarkFailed, message: "it failed") }
                }
            }
        }
        return claim
    }

    private func dead(_ bed: Bed, _ phase: Instance.Phase?) {
        bed.provider.script {
            $0.look = { _ in phase.map { Instance(id: InstanceID(provider: .vastai, local: "m7"), label: "gpu-shopper-x", phase: $0) } }
        }
    }

    @Test(arguments: [Instance.Phase.dead("offline"), nil])
    func `the remains of a failed benchmark are not waited for on a machine that is dead or gone`(phase: Instance.Phase?) async throws {
        try await Bed.use { bed in
            dead(bed, phase)
            let claim = try await claim(bed, after: [.sshAnswered, .benchmarkStarted, .benchmarkFailed])
            let begun = bed.time.now
            let after = try await CollectingStep(worker: bed.worker()).run(claim)
            #expect(after.session.state.step == .terminating)
            #expect(after.session.failure?.message.hasPrefix("it failed; the archive could not be collected") == true)
            #expect(bed.time.now < begun + 10, "it bills meanwhile")
        }
    }

    @Test func `a whole result on a machine that is offline is waited for`() async throws {
        try await Bed.use { bed in
            dead(bed, .dead("offline"))
            let claim = try await claim(bed, after: [.sshAnswered, .benchmarkStarted, .benchmarkEnded])
            let begun = bed.time.now
            let after = try await CollectingStep(worker: bed.worker()).run(claim)
            #expect(after.session.state.step == .terminating)
            #expect(bed.time.now >= begun + bed.deadlines.outOfReach.inSeconds)
        }
    }

    @Test func `a whole result on a machine that is gone is not waited for`() async throws {
        try await Bed.use { bed in
            dead(bed, nil)
            let claim = try await claim(bed, after: [.sshAnswered, .benchmarkStarted, .benchmarkEnded])
            let begun = bed.time.now
            _ = try await CollectingStep(worker: bed.worker()).run(claim)
            #expect(bed.time.now < begun + 10)
        }
    }

    @Test(arguments: [Instance.Phase.dead("stopped"), nil])
    func `a machine that is dead or gone before its benchmark begins is replaced at once`(phase: Instance.Phase?) async throws {
        try await Bed.use { bed in
            dead(bed, phase)
            let claim = try await claim(bed, after: [.sshAnswered])
            let begun = bed.time.now
            let after = try await ReadyStep(worker: bed.worker()).run(claim)
            #expect(after.session.state == SessionState(.terminating, next: .replace))
            #expect(bed.time.now < begun + 10)
        }
    }
}
