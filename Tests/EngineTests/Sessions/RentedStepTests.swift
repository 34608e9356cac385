import Domain
import Foundation
import SSH
import Storage
import TestSupport
import Testing

@testable import Engine

/// A machine that a user works on.
@Suite struct RentedStepTests {
    private func use(_ body: (Bed, ScriptedDialer) async throws -> Void) async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.fresh = Samples.running }
            try await body(bed, ScriptedDialer(time: bed.time))
        }
    }

    /// Seconds from the first sight of a ready machine to its confirmed end.
    private func finish(_ plan: SessionPlan, _ bed: Bed, _ dialer: ScriptedDialer) async throws -> Session {
        try await bed.worker(dialer: dialer).drive(try await bed.open(plan))
    }

    @Test func `it runs until its reservation is over, and then it is ended with proof`() async throws {
        try await use { bed, dialer in
            let session = try await finish(Samples.rental(hours: 2), bed, dialer)
            #expect(session.state.outcome == .expired && session.failure == nil && session.state.status == .stopped)
            let closed = try #require(session.currentAttempt?.closedAt)
            #expect((7200...7400).contains(closed.timeIntervalSince(session.createdAt)))
            #expect(session.currentAttempt?.absentAt.count == 2 && bed.provider.machines.isEmpty)
            let began = try #require(session.currentAttempt?.billedFrom)
            #expect(session.accrued(at: .distantFuture) == USD(micros: 300_000).perHour(forSeconds: closed.timeIntervalSince(began)))
        }
    }

    @Test func `a reservation that was moved meanwhile counts, and its driver keeps its claim`() async throws {
        try await use { bed, dialer in
            let claim = try await bed.open(Samples.rental(idle: 600))
            let id = claim.session.id
            dialer.script {
                $0.utilization = { [store = bed.store, time = bed.time] number in
                    guard number == 5 else { return "97" }
                    _ = try await store.changeReservation(
                        of: id, at: time.now, ledger: { _ in LedgerEntry(at: time.now, event: "extended", detail: "by 1 h") }
                    ) { try SessionDesk.extend(&$0, hours: 1, overriding: false, maximum: .seconds(12 * 3600), at: time.now) }
                    return "97"
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(claim)
            let life = try #require(session.finishedAt).timeIntervalSince(session.createdAt)
            #expect((7200...7400).contains(life), "two hours, not \(life) s")
            #expect(dialer.grants.count == 2, "the machine's own deadline went with it")
            #expect(try #require(dialer.grants.last) > 5000)
        }
    }

    @Test func `the hard maximum ends it whatever its reservation says, and is counted`() async throws {
        try await use { bed, dialer in
            var bed = bed
            bed.deadlines.hardMaximum = .seconds(3600)
            let session = try await finish(Samples.rental(hours: 3), bed, dialer)
            #expect(session.state.outcome == .expired)
            #expect((3600...3800).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)))
            #expect(try await bed.store.counters()[.hardMaximumEnforced] == 1)
        }
    }

    @Test func `GPUs that stand idle for the whole span end it`() async throws {
        try await use { bed, dialer in
            dialer.script { $0.utilization = { $0 < 10 ? "97" : "0\n4" } }
            let session = try await finish(Samples.rental(hours: 5, idle: 30), bed, dialer)
            #expect(session.state.outcome == .expired && session.failure == nil)
            let life = try #require(session.finishedAt).timeIntervalSince(session.createdAt)
            #expect((2340...2420).contains(life), "nine busy minutes and thirty idle ones, not \(life) s")
            #expect(try await bed.store.ledger(of: session.id).contains { $0.detail.contains("30 minutes") })
        }
    }

    @Test func `one busy reading, or one busy GPU, begins the span anew`() async throws {
        try await use { bed, dialer in
            dialer.script { $0.utilization = { $0.isMultiple(of: 20) ? "0\n60" : "0\n0" } }
            let session = try await finish(Samples.rental(hours: 2, idle: 30), bed, dialer)
            #expect((7200...7400).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)))
        }
    }

    @Test(arguments: ["[N/A]", "[Not Supported]", "", "nan", nil] as [String?])
    func `what cannot be read ends nothing, and is said in the session`(reading: String?) async throws {
        try await use { bed, dialer in
            dialer.script { $0.utilization = { _ in reading } }
            let session = try await finish(Samples.rental(hours: 2, idle: 10), bed, dialer)
            #expect((7200...7400).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)))
            #expect(session.idle?.trouble?.contains("nvidia-smi does not say") == true && session.idle?.idleSince == nil)
            #expect(try await bed.events(of: session.id).count { $0 == "idle_unreadable" } == 1)
        }
    }

    @Test func `trouble in between makes no idle span out of two halves`() async throws {
        try await use { bed, dialer in
            dialer.script { $0.utilization = { $0.isMultiple(of: 8) ? nil : "0" } }
            let session = try await finish(Samples.rental(hours: 1, idle: 10), bed, dialer)
            #expect((3600...3800).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)))
            #expect(try await bed.events(of: session.id).contains("idle_readable"))
        }
    }

    @Test func `a machine that SSH cannot reach is not ended for that`() async throws {
        try await use { bed, dialer in
            dialer.script { $0.login = { if $0 > 3 { throw SSHError.refused(SSHEndpoint(host: "203.0.113.7")) } } }
            let session = try await finish(Samples.rental(hours: 1, idle: 5), bed, dialer)
            #expect((3600...3800).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)))
            #expect(session.idle?.trouble != nil)
        }
    }

    @Test func `a machine's own deadline is moved again until it is moved`() async throws {
        try await use { bed, dialer in
            dialer.script { $0.grant = { $0 >= 4 } }
            _ = try await finish(Samples.rental(), bed, dialer)
            #expect(dialer.grants.count == 4)
            #expect(dialer.grants.allSatisfy { $0 > 3300 }, "\(dialer.grants)")
        }
    }

    @Test func `a price that rises in mid-rental ends it before what was set aside is used up`() async throws {
        try await use { bed, dialer in
            let claim = try await bed.open(Samples.rental(hours: 2, idle: 600, dollars: 0.75))
            dialer.script {
                $0.utilization = { [store = bed.store, time = bed.time] number in
                    if number == 10 {
                        _ = try await store.notePrice(
                            USD(micros: 900_000), of: InstanceID(provider: .vastai, local: "m1"), at: time.now)
                    }
                    return "97"
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(claim)
            #expect(session.state.outcome == .expired && session.failure?.code == .budget)
            #expect(session.accrued(at: .distantFuture) <= session.ceiling)
            #expect(try #require(session.finishedAt) < session.createdAt + 7200)
        }
    }

    @Test func `a wish ends it as it says`() async throws {
        try await use { bed, dialer in
            let claim = try await bed.open(Samples.rental(idle: 600))
            let id = claim.session.id
            dialer.script {
                $0.utilization = { [store = bed.store, time = bed.time] number in
                    if number == 3 { _ = try await store.wishEnd(of: id, EndWish(outcome: .cancelled, reason: "deleted", at: time.now)) }
                    return "97"
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(claim)
            #expect(session.state.outcome == .cancelled && session.failure == nil)
            #expect(try #require(session.finishedAt) < session.createdAt + 600)
        }
    }

    @Test func `a process that leaves lets the machine run and the row stand`() async throws {
        try await use { bed, dialer in
            let claim = try await bed.open(Samples.rental(idle: 600))
            dialer.script {
                $0.utilization = { [interrupt = bed.interrupt] number in
                    if number == 3 { interrupt.raise(.leaving) }
                    return "97"
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(claim)
            #expect(session.state.step == .ready)
            #expect(bed.provider.machines.count == 1 && bed.provider.calls(.end).isEmpty)
            #expect(try await bed.store.lease(of: claim.session.id) == nil, "the next process takes it at once")
        }
    }
}
