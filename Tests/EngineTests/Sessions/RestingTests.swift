import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// A rented machine that is in use needs its driver only now and then.
@Suite struct RestingTests {
    /// A session whose user works on its machine; nobody listens at its SSH port.
    private func claim(_ bed: Bed) async throws -> SessionClaim {
        var plan = Samples.plan()
        plan.rental = RentalTerms(
            choosing: Samples.offer(), reservationHours: 1, idleThresholdMinutes: 0, storagePolicy: .destroy, workload: .llm,
            retryScope: .any)
        var claim = try await bed.open(plan)
        let (id, now, port) = (claim.session.id, bed.time.now, try ReservedPort.refusing())
        for event in [SessionEvent.launchIntended, .launchAccepted, .sshAnswered] {
            claim = try await bed.store.apply(event, to: claim, at: now, deadline: now + 3600) { session in
                if event == .launchIntended {
                    session.attempts = [
                        Attempt(session: id, ordinal: 1, offer: Samples.offer(), label: "gpu-shopper-x", intendedAt: now)
                    ]
                }
                session.updateCurrentAttempt {
                    $0.instance = event == .launchIntended ? nil : InstanceID(provider: .vastai, local: "m7")
                    $0.acceptedAt = now
                    $0.ssh = SSHAddress(host: "127.0.0.1", port: port, user: "nobody")
                }
            }
        }
        return claim
    }

    private func rested(_ attendance: Attendance) throws -> (claim: SessionClaim, pause: Duration) {
        guard case .resting(let claim, let pause) = attendance else { throw Problem(.internalError, "it does not rest") }
        return (claim, pause)
    }

    @Test func `a reservation that was moved while its session rested holds`() async throws {
        try await Bed.use { bed in
            let worker = bed.worker()
            let first = try rested(try await worker.attend(try await claim(bed)))
            let now = bed.time.now
            _ = try await bed.store.changeReservation(
                of: first.claim.session.id, at: now, ledger: { _ in LedgerEntry(at: now, event: "extended", detail: "") }
            ) { try SessionDesk.extend(&$0, hours: 1, overriding: false, maximum: .seconds(12 * 3600), at: now) }
            // The old reservation is over, the new one is not.
            try await bed.time.sleep(for: .seconds(4000))
            let second = try rested(try await worker.attend(first.claim))
            #expect(second.claim.session.state.step == .ready)
            #expect(second.claim.session.reservedUntil == first.claim.session.reservedUntil?.addingTimeInterval(3600))
        }
    }

    @Test func `a session at rest is looked at before its reservation is over, and ended then`() async throws {
        try await Bed.use { bed in
            let worker = bed.worker()
            var rest = try rested(try await worker.attend(try await claim(bed)))
            #expect(rest.pause <= .seconds(10), "its machine could not be told how long to live")
            while rest.claim.session.useEndsAt > bed.time.now {
                #expect(rest.pause > .zero && bed.time.now + rest.pause.inSeconds <= rest.claim.session.useEndsAt + 1)
                try await worker.rest(rest.pause)
                guard case .resting(let claim, let pause) = try await worker.attend(rest.claim) else { break }
                rest = (claim, pause)
            }
            let over = try #require(try await bed.stored())
            #expect(over.state.step == .finished && over.state.outcome == .expired)
        }
    }

    @Test func `a session at rest lets go of its row when its process is to leave`() async throws {
        try await Bed.use { bed in
            let worker = bed.worker()
            let rest = try rested(try await worker.attend(try await claim(bed)))
            worker.interrupt.raise(.leaving)
            guard case .over(let session) = try await worker.attend(rest.claim) else {
                Issue.record("it rests on")
                return
            }
            #expect(session.state.step == .ready)
            #expect(try await bed.store.lease(of: session.id) == nil)
            #expect(bed.provider.calls(.end).isEmpty)
        }
    }
}
