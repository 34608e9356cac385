import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct BootingTests {
    private static let address = SSHAddress(host: "127.0.0.1", port: 9, user: "root")

    @Test func `a machine that never comes up is ended at its deadline, and the next offer is taken`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.3)) { bed in
            bed.provider.script { $0.fresh = { machine in if machine.id.local == "m2" { machine.phase = .dead("exited") } } }
            let session = try await bed.run(Samples.plan(attempts: 2))
            #expect(session.attempts.map(\.failure?.code) == [.timedOut, .unavailable])
            let (first, second) = (session.attempts[0], session.attempts[1])
            let lived = try #require(first.acceptedAt.map { first.closedAt?.timeIntervalSince($0) ?? 0 })
            #expect((600...730).contains(lived), "the boot's deadline and a teardown, not \(lived) s")
            #expect(first.cost == first.pricePerHour.perHour(forSeconds: lived))
            #expect(first.closedAt.map { $0 <= second.intendedAt } == true, "one machine at a time")
            #expect(bed.provider.calls(.end).map(\.subject) == ["m1", "m2"])
            #expect(session.state.outcome == .failed)
        }
    }

    @Test func `a machine that dies while it boots is not waited for`() async throws {
        try await Bed.use { bed in
            let session = try await bed.run()
            #expect(session.failure?.message == "vastai-m1 is exited and will not come up")
            #expect(bed.time.now < Samples.start + 30)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a machine that is dead is not asked to take a key`() async throws {
        try await Bed.use { bed in
            try await bed.run()
            #expect(bed.provider.calls(.grant).isEmpty)
            #expect(bed.provider.calls(.look).first?.subject == "m1")
        }
    }

    @Test func `a machine that vanishes while it boots still needs two answers to be gone`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.fresh = { _ in }
                $0.look = { _ in nil }
            }
            let session = try await bed.run()
            #expect(session.failure?.message == "vastai-m1 vanished while it was booting")
            #expect(session.attempts[0].absentAt.count == 2)
        }
    }

    @Test func `an answer that fails while a machine boots is only a delay`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.look = { [provider = bed.provider] look in
                    if provider.calls(.look).count < 4 { throw Problem(.badResponse, "HTML instead of JSON") }
                    return look.machine
                }
            }
            let session = try await bed.run()
            #expect(session.failure?.message == "vastai-m1 is exited and will not come up")
        }
    }

    @Test func `a price that rose beyond the budget ends the machine, and the next offer is taken`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.3)) { bed in
            bed.provider.script {
                $0.look = { look in
                    guard var machine = look.machine, machine.id.local == "m1" else { return look.machine }
                    machine.phase = .running
                    machine.ssh = Self.address
                    machine.pricePerHour = USD(micros: 5_000_000)
                    return machine
                }
            }
            let session = try await bed.run(Samples.plan(attempts: 2))
            #expect(session.attempts[0].failure?.code == .staleInventory)
            #expect(session.attempts[0].failure?.message.contains("from $0.20 to $5.00") == true)
            #expect(session.attempts[0].pricePerHour == USD(micros: 5_000_000), "billed at what is really charged")
            #expect(session.attempts[0].cost > .zero)
            #expect(session.attempts.count == 2)
            #expect(bed.provider.calls(.end).map(\.subject) == ["m1", "m2"])
        }
    }

    @Test func `a second machine is refused when what was spent and its worst case exceed the budget`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.3), Samples.offer("2", dollars: 0.3)) { bed in
            bed.provider.script { $0.fresh = { _ in } }
            let one = WorstCase(
                offer: Samples.offer(), plan: Samples.plan(), modelBytes: ModelSize.bytes(of: "qwen2:7b"), deadlines: bed.deadlines)
            let session = try await bed.run(Samples.plan(attempts: 3, dollars: one.total.dollars + 0.01))
            #expect(bed.provider.calls(.launch).count == 1)
            #expect(session.state.outcome == .failed)
            #expect(session.failure?.code == .timedOut, "the reason that cost the money comes first")
            #expect(session.failure?.message.contains("does not fit into the $") == true)
            #expect(session.accrued(at: bed.time.now) <= session.plan.budget)
        }
    }

    @Test func `no more machines are tried than the plan allows`() async throws {
        let offers = (1...5).map { Samples.offer("\($0)", dollars: 0.05) }
        try await Bed.use(offers[0], offers[1], offers[2], offers[3], offers[4]) { bed in
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(session.attempts.count == 3)
            #expect(Set(session.attempts.map(\.offer.id)).count == 3)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `the hard deadline ends a session however many attempts are left`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.01), Samples.offer("2", dollars: 0.01)) { bed in
            var bed = bed
            bed.deadlines.hardMaximum = .seconds(300)
            bed.provider.script { $0.fresh = { _ in } }
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(session.state.outcome == .expired)
            #expect(session.attempts.count == 1)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a price that is heard of before the machine comes up held from its beginning`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.fresh = { _ in }
                $0.look = { look in
                    var machine = look.machine
                    machine?.pricePerHour = USD(micros: 400_000)
                    return machine
                }
            }
            let attempt = try await bed.run().attempts[0]
            #expect(attempt.failure?.code == .timedOut)
            #expect(attempt.pricePerHour == USD(micros: 400_000) && attempt.priceChanges.isEmpty)
            let lived = try #require(attempt.acceptedAt.map { attempt.closedAt?.timeIntervalSince($0) ?? 0 })
            #expect(attempt.cost == USD(micros: 400_000).perHour(forSeconds: lived))
        }
    }
}
