import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct TakeOverTests {
    @Test func `a worker whose session was taken over does nothing more`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            bed.provider.script {
                $0.fresh = { _ in }
                $0.look = { [store = bed.store, provider = bed.provider, time = bed.time] look in
                    if provider.calls(.look).count == 2 {
                        _ = try await store.claim(
                            claim.session.id, for: Samples.rival, leaseUntil: time.now + 600, now: time.now, isAlive: { _ in false })
                    }
                    return look.machine
                }
            }
            let stale = await #expect(throws: StaleClaim.self) { try await bed.worker().drive(claim) }
            #expect(stale?.session == claim.session.id)
            #expect(bed.provider.calls(.end).isEmpty)
            #expect(bed.provider.calls(.launch).count == 1)
            let stored = try await bed.stored()
            #expect(stored?.state.step == .booting, "the row is the rival's to move")
        }
    }

    @Test func `a worker that finds its row moved on leaves the machine to who moved it`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            bed.provider.script {
                $0.duringLaunch = { [store = bed.store, time = bed.time] _ in
                    let taken = try await store.claim(
                        claim.session.id, for: Samples.rival, leaseUntil: time.now + 600, now: time.now, isAlive: { _ in false })
                    if let taken { _ = try await store.record(to: taken, at: time.now, updating: { _ in }) }
                }
            }
            await #expect(throws: StaleClaim.self) { try await bed.worker().drive(claim) }
            #expect(bed.provider.machines.map(\.id.local) == ["m1"])
            #expect(bed.provider.calls(.end).isEmpty)

            // The rival finds the machine by its label and ends it.
            bed.provider.script { $0.duringLaunch = { _ in } }
            let taken = try #require(
                try await bed.store.claim(
                    claim.session.id, for: Samples.rival, leaseUntil: bed.time.now + 600, now: bed.time.now, isAlive: { _ in true }))
            let session = try await bed.worker(.windingDown).drive(taken)
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(bed.provider.calls(.launch).count == 1)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    /// Where a process may die.
    enum Death: String, CaseIterable, Sendable {
        case requested, intended, askedWithoutMachine, asked, booting, ready, replacing, endingWithoutID, ending
    }

    @Test(arguments: Death.allCases)
    func `what a dead process left is wound down, whatever its row says`(death: Death) async throws {
        try await Bed.use { bed in
            let dead = SessionOwner(host: try ProcessIdentity.current().host, processID: 99_999_999, startTicks: 1)
            let id = try await leave(death, in: bed, by: dead)
            let service = try bed.service()
            #expect(try await service.abandoned().map(\.id) == [id])
            let claim = try #require(try await service.take(id))
            let session = try await service.drive(claim, interrupt: bed.interrupt, mode: .windingDown, report: bed.stages.add)
            #expect(session.state.outcome == .cancelled)
            #expect(bed.provider.calls(.launch).isEmpty, "nothing new is rented")
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts.allSatisfy { $0.closedAt != nil })
            let hadMachine = ![.requested, .intended, .askedWithoutMachine].contains(death)
            #expect(bed.provider.calls(.end).isEmpty == !hadMachine)
            #expect(session.attempts.last?.absentAt.count ?? 0 == (hadMachine ? 2 : 0))
            #expect(try await service.abandoned().isEmpty)
            #expect(try await service.take(id) == nil)
        }
    }

    @Test func `a launch that was intended long ago is not made; the market is read again`() async throws {
        try await Bed.use { bed in
            let dead = SessionOwner(host: try ProcessIdentity.current().host, processID: 99_999_999, startTicks: 1)
            let id = try await leave(.intended, in: bed, by: dead)
            try await bed.time.sleep(for: .seconds(120))
            bed.provider.script { $0.offers = [Samples.offer("2")] }
            let claim = try #require(try await bed.service().take(id))
            let session = try await bed.service().drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(bed.provider.calls(.launch).map(\.subject) == ["vastai-2"])
            #expect(session.attempts.map(\.instance?.local) == [nil, "m1"])
            #expect(session.attempts[0].accrued(at: bed.time.now) == .zero)
        }
    }

    @Test func `a session whose lease ran out is taken up whatever its host is called now`() async throws {
        try await Bed.use { bed in
            let service = try bed.service()
            let id = try await leave(.booting, in: bed, by: Samples.owner)
            #expect(try await service.abandoned().isEmpty, "another host's process may live")
            try await bed.time.sleep(for: .seconds(SessionWorker.lease + 1))
            #expect(try await service.abandoned().map(\.id) == [id])
            let claim = try #require(try await service.take(id))
            _ = try await service.drive(claim, interrupt: bed.interrupt, mode: .windingDown, report: bed.stages.add)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a session of a process that lives is nobody else's`() async throws {
        try await Bed.use { bed in
            let service = try bed.service()
            let claim = try await bed.open(owner: try ProcessIdentity.current())
            #expect(try await service.abandoned().isEmpty)
            let other = try await bed.store.claim(
                claim.session.id, for: Samples.rival, leaseUntil: bed.time.now + 600, now: bed.time.now, isAlive: ProcessIdentity.isAlive)
            #expect(other == nil)
        }
    }

    @Test func `a benchmark whose machine cannot be reached any more is given up and its machine ended`() async throws {
        try await Bed.use { bed in
            let port = try ReservedPort.refusing()
            let dead = SessionOwner(host: try ProcessIdentity.current().host, processID: 99_999_999, startTicks: 1)
            let id = try await leave(.ready, in: bed, by: dead, port: port)
            let service = try bed.service()
            var claim = try #require(try await service.take(id))
            claim = try await bed.store.apply(.benchmarkStarted, to: claim, at: bed.time.now, deadline: bed.time.now + 3600)
            let session = try await service.drive(claim, interrupt: bed.interrupt, mode: .windingDown, report: bed.stages.add)
            #expect(session.state.outcome == .failed)
            #expect(session.failure?.code == .unavailable)
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts[0].absentAt.count == 2)
        }
    }

    @Test func `a session whose provider has another address now is refused, since that address would not know the machine`() async throws {
        try await Bed.use { bed in
            let service = try bed.service()
            bed.provider.script { $0.end = { _ in throw Problem(.unavailable, "HTTP 500") } }
            let claim = try await service.open(Samples.plan())
            await #expect(throws: Problem.self) {
                try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            }
            let elsewhere = ScriptedProvider(time: bed.time, address: "https://elsewhere.invalid")
            let other = try bed.service(providers: ProviderSet([elsewhere]))
            let problem = await #expect(throws: Problem.self) { try await other.take(claim.session.id) }
            #expect(problem?.code == .conflict)
            #expect(problem?.message.contains("https://elsewhere.invalid") == true)
            #expect(try await service.take(claim.session.id) != nil)
        }
    }

    @Test func `a session of another account is refused, since that account would not know the machine`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.account = ProviderAccount(id: "5")
                $0.end = { _ in throw Problem(.unavailable, "HTTP 500") }
            }
            let service = try bed.service()
            let claim = try await service.open(try await service.charging(.vastai, for: Samples.plan()))
            await #expect(throws: Problem.self) {
                try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            }
            bed.provider.script { $0.account = ProviderAccount(id: "6") }
            let problem = await #expect(throws: Problem.self) { try await service.take(claim.session.id) }
            #expect(problem?.code == .conflict)
            #expect(problem?.message.contains("on account 5") == true)
            bed.provider.script { $0.account = ProviderAccount(id: "5") }
            #expect(try await service.take(claim.session.id) != nil)
        }
    }

    @Test func `a session beyond its hard deadline is ended and says that it is late, not that somebody stopped it`() async throws {
        try await Bed.use { bed in
            let id = try await leave(.booting, in: bed, by: Samples.owner)
            try await bed.time.sleep(for: bed.deadlines.hardMaximum)
            try await bed.time.sleep(for: .seconds(1))
            let service = try bed.service()
            let claim = try #require(try await service.take(id))
            let session = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(session.state.outcome == .expired)
            #expect(session.failure?.code == .timedOut)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a machine that a slow launch makes after its process died is found`() async throws {
        try await Bed.use { bed in
            let dead = SessionOwner(host: try ProcessIdentity.current().host, processID: 99_999_999, startTicks: 1)
            let id = try await leave(.askedWithoutMachine, in: bed, by: dead)
            let label = MachineLabel(deployment: bed.store.deploymentID, session: id).description
            let asked = bed.time.now
            bed.provider.script {
                $0.list = { [time = bed.time, provider = bed.provider] _, machines in
                    // The provider takes its time, and its lists lag behind it.
                    guard time.now.timeIntervalSince(asked) > 55, machines.isEmpty, provider.calls(.end).isEmpty else { return machines }
                    provider.add(Samples.machine("slow", label: label))
                    return []
                }
            }
            let claim = try #require(try await bed.service().take(id))
            let session = try await bed.service().drive(
                claim, interrupt: bed.interrupt, mode: .windingDown, report: bed.stages.add)
            #expect(session.attempts.map(\.instance?.local) == ["slow"])
            #expect(bed.provider.machines.isEmpty)
        }
    }

    /// Writes the row that `dead` left behind, and puts its machine onto the account.
    private func leave(_ death: Death, in bed: Bed, by dead: SessionOwner, port: Int = 9) async throws -> SessionID {
        var claim = try await bed.open(Samples.plan(attempts: 3), owner: dead)
        let now = bed.time.now
        let id = claim.session.id
        func apply(_ event: SessionEvent, _ change: @escaping @Sendable (inout Session) -> Void = { _ in }) async throws {
            claim = try await bed.store.apply(event, to: claim, at: now, deadline: now + 600, updating: change)
        }
        guard death != .requested else { return id }
        let label = MachineLabel(deployment: bed.store.deploymentID, session: id).description
        try await apply(.launchIntended) {
            $0.attempts.append(Attempt(session: id, ordinal: 1, offer: Samples.offer(), label: label, intendedAt: now))
        }
        guard death != .intended else { return id }
        try await bed.store.appendLedger(id, [LedgerEntry(at: now, event: "launch_called_1", detail: "")])
        guard death != .askedWithoutMachine else { return id }
        bed.provider.add(Samples.machine("m7", label: label))
        if death == .asked { return id }
        if death == .endingWithoutID {
            try await apply(.endRequested(.cancelled))
            return id
        }
        try await apply(.launchAccepted) { session in
            session.updateCurrentAttempt {
                $0.instance = InstanceID(provider: .vastai, local: "m7")
                $0.acceptedAt = now
                $0.ssh = SSHAddress(host: "127.0.0.1", port: port, user: "root")
                $0.hostKeyFingerprint = "SHA256:none"
            }
        }
        switch death {
        case .ready: try await apply(.sshAnswered)
        case .replacing: try await apply(.attemptFailed(replace: true))
        case .ending: try await apply(.endRequested(.cancelled))
        default: break
        }
        return id
    }
}
