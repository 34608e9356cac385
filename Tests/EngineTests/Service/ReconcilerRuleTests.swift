import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// What is ended, what is closed, and what is left alone.
@Suite struct ReconcilerRuleTests {
    private func pass(
        _ bed: Bed, grace: Duration = .seconds(900), settle: @escaping @Sendable (SessionID) async throws -> Bool = { _ in true }
    )
        async throws -> ReconciliationReport
    {
        try await Reconciler(
            providers: bed.providers, records: bed.store, time: bed.time, deadlines: bed.deadlines, grace: grace,
            alarms: AlarmLine(Alarms(store: bed.store, time: bed.time)), settle: settle
        ).pass()
    }

    private func label(_ bed: Bed, _ id: String = "0123456789abcdef") -> String { "gpu-shopper-\(bed.store.deploymentID)-\(id)" }

    /// A session with a machine that was launched long ago.
    private func running(_ bed: Bed, machine: String = "m1", age: Duration = .seconds(600)) async throws -> SessionClaim {
        let claim = try await bed.open(Samples.rental())
        let label = label(bed, claim.session.id.rawValue)
        let now = bed.time.now
        let launching = try await bed.store.apply(
            .launchIntended, to: claim, at: now, deadline: now + 120,
            updating: { row in
                row.attempts.append(Attempt(session: row.id, ordinal: 1, offer: Samples.offer(), label: label, intendedAt: now))
            })
        let booting = try await bed.store.apply(
            .launchAccepted, to: launching, at: now, deadline: now + 600,
            updating: { row in
                row.attempts[0].instance = InstanceID(provider: .vastai, local: machine)
                row.attempts[0].acceptedAt = now
            })
        try await bed.time.sleep(for: age)
        return booting
    }

    @Test func `an orphan is ended once it is old enough, proved gone, counted, and what it cost is on record`() async throws {
        try await Bed.use { bed in
            var machine = Samples.machine("stray", label: label(bed))
            machine.pricePerHour = USD(micros: 360_000)
            machine.startedAt = bed.time.now - 100
            bed.provider.add(machine)
            let young = try await pass(bed)
            #expect(young.orphansFound == 1 && young.orphansDestroyed == 0 && young.unknown == 1)
            #expect(bed.provider.machines.count == 1)
            try await bed.time.sleep(for: .seconds(800))
            let old = try await pass(bed)
            #expect(old.orphansFound == 1 && old.orphansDestroyed == 1 && bed.provider.machines.isEmpty)
            let record = try #require(try await bed.store.orphans().first)
            #expect(record.accrued(at: .distantFuture) >= USD(micros: 90_000))
            #expect(try await bed.store.counters()[.orphansDestroyed] == 1)
            #expect(try await bed.store.counters()[.orphansDetected] == 1, "seen twice, counted once")
        }
    }

    @Test func `machines of others and of other deployments are not touched`() async throws {
        try await Bed.use { bed in
            for label in [
                "somebody's", "gpu-shopper-other-0123456789abcdef", "gpu-shopper-\(bed.store.deploymentID)-x-0123456789abcdef", nil,
            ] {
                var machine = Samples.machine(label ?? "none", label: label)
                machine.startedAt = bed.time.now - 100_000
                bed.provider.add(machine)
            }
            let report = try await pass(bed, grace: .zero)
            #expect(report.orphansFound == 0 && bed.provider.machines.count == 4 && bed.provider.calls(.end).isEmpty)
        }
    }

    @Test func `a machine whose launch is not on record yet is left to its session`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open(Samples.rental())
            let (label, now) = (label(bed, claim.session.id.rawValue), bed.time.now)
            _ = try await bed.store.apply(
                .launchIntended, to: claim, at: now, deadline: now + 120,
                updating: { row in
                    row.attempts.append(Attempt(session: row.id, ordinal: 1, offer: Samples.offer(), label: label, intendedAt: now))
                })
            bed.provider.add(Samples.machine("m1", label: label))
            let report = try await pass(bed, grace: .zero)
            #expect(report.orphansFound == 0 && report.unknown == 1 && bed.provider.machines.count == 1)
        }
    }

    @Test func `a second machine under a live session's label is ended, and the session's own is not`() async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            for name in ["m1", "twin"] {
                var machine = Samples.machine(name, label: label(bed, claim.session.id.rawValue))
                machine.startedAt = bed.time.now - 1000
                bed.provider.add(machine)
            }
            let report = try await pass(bed)
            #expect(report.orphansDestroyed == 1 && bed.provider.machines.map(\.id.local) == ["m1"])
        }
    }

    @Test func `a ghost needs the provider's own word twice, and is closed as failed with not found`() async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            let report = try await pass(bed)
            #expect(report.ghostsFound == 1 && report.ghostsFixed == 1)
            let looks = bed.provider.calls(.look).map(\.at)
            #expect(looks.count == 2 && looks[1].timeIntervalSince(looks[0]) >= 3)
            let wish = try #require(try await bed.store.session(claim.session.id)?.endWish)
            #expect(wish.outcome == .failed && wish.failure?.code == .notFound && wish.reason.contains("not found"))
            #expect(bed.provider.calls(.end).isEmpty, "its own driver closes it")
        }
    }

    @Test func `a machine that its provider may not know yet is undecided, and one that was logged in to is known`() async throws {
        try await Bed.use { bed in
            let booting = try await running(bed, age: .seconds(20))
            let early = try await pass(bed)
            #expect(early.ghostsFound == 0 && early.unknown == 1 && bed.provider.calls(.look).isEmpty)
            let now = bed.time.now
            _ = try await bed.store.apply(.sshAnswered, to: booting, at: now, deadline: now + 600)
            let late = try await pass(bed)
            #expect(late.ghostsFound == 1 && late.unknown == 0)
        }
    }

    @Test func `a ghost that its driver has not closed yet is found and not fixed`() async throws {
        try await Bed.use { bed in
            _ = try await running(bed)
            let report = try await pass(bed) { _ in false }
            #expect(report.ghostsFound == 1 && report.ghostsFixed == 0)
            #expect(try await bed.store.counters()[.ghostsFixed] == 0)
        }
    }

    @Test(arguments: [1, 2])
    func `an empty list, and one false answer, end no session`(lie: Int) async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            bed.provider.add(Samples.machine("m1", label: label(bed, claim.session.id.rawValue)))
            bed.provider.script {
                $0.list = { _, _ in [] }
                $0.look = { [provider = bed.provider] look in provider.calls(.look).count == lie ? nil : look.machine }
            }
            let report = try await pass(bed)
            #expect(report.ghostsFound == 0)
            #expect(try await bed.store.session(claim.session.id)?.endWish == nil)
        }
    }

    @Test func `a question that fails decides nothing`() async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            bed.provider.script { $0.look = { _ in throw Problem(.unavailable, "down") } }
            let report = try await pass(bed)
            #expect(report.ghostsFound == 0 && report.unknown == 1)
            #expect(try await bed.store.session(claim.session.id)?.endWish == nil)
        }
    }

    @Test func `a provider that cannot be asked is named, raises an alarm, and clears it when it answers`() async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            bed.provider.script {
                $0.list = { number, machines in
                    guard number > 1 else { throw Problem(.badResponse, "HTML") }
                    return machines
                }
            }
            let report = try await pass(bed)
            #expect(report.providers == [.init(name: "vastai", ok: false, error: "HTML")] && report.ghostsFound == 0)
            #expect(try await bed.store.alarms().map(\.kind) == [.providerUnreachable])
            #expect(try await bed.store.session(claim.session.id)?.endWish == nil)
            _ = try await pass(bed)
            #expect(try await bed.store.alarms().isEmpty)
        }
    }

    @Test func `a price that changed on a live machine is taken up`() async throws {
        try await Bed.use { bed in
            let claim = try await running(bed)
            var machine = Samples.machine("m1", label: label(bed, claim.session.id.rawValue))
            machine.pricePerHour = USD(micros: 400_000)
            bed.provider.add(machine)
            let changed = try await pass(bed).pricesChanged
            #expect(changed == 1)
            let again = try await pass(bed).pricesChanged
            #expect(again == 0)
            #expect(try await bed.store.session(claim.session.id)?.currentAttempt?.pricePerHour == USD(micros: 400_000))
        }
    }

    @Test func `a key that is refused while an orphan is ended raises an alarm, and the next pass goes on`() async throws {
        try await Bed.use { bed in
            bed.provider.add(Samples.machine("stray", label: label(bed)))
            bed.provider.script {
                $0.end = { number in
                    guard number > 40 else { throw Problem(.providerRejectedKey, "401") }
                    return true
                }
            }
            let first = try await pass(bed, grace: .zero)
            #expect(first.orphansDestroyed == 0)
            #expect(Set(try await bed.store.alarms().map(\.kind)) == [.orphan, .teardownRefused])
            while try await pass(bed, grace: .zero).orphansDestroyed == 0 {}
            #expect(try await bed.store.alarms().isEmpty && bed.provider.machines.isEmpty)
        }
    }
}
