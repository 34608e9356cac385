import Domain
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct LaunchingTests {
    @Test func `before a launch is asked for, its row and label are there for every other process to see`() async throws {
        try await Bed.use(inFile: true) { bed in
            let other = try await onOwnThread { try Store.open(at: bed.store.path, time: bed.time) }
            let seen = Mutex<(session: Session?, labels: Set<String>, events: [String], asked: String)>((nil, [], [], ""))
            bed.provider.script {
                $0.duringLaunch = { request in
                    let session = try await other.sessions().first
                    let labels = try await other.liveLabels()
                    var events: [String] = []
                    if let session { events = try await other.ledger(of: session.id).map(\.event) }
                    seen.withLock { [events] in $0 = (session, labels, events, request.label.description) }
                }
            }
            let session = try await bed.run()
            let found = seen.withLock { $0 }
            #expect(found.session?.id == session.id)
            #expect(found.session?.state.step == .launching)
            #expect(found.session?.currentAttempt?.label == "gpu-shopper-\(bed.store.deploymentID)-\(session.id)")
            #expect(found.session?.currentAttempt?.offer.id == Samples.offer().id)
            #expect(found.labels == [found.asked])
            #expect(found.events == ["launch_intended", "launch_called_1"])
        }
    }

    @Test func `a machine whose launch answer was lost is found by its label, and launched once`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.launches = [.loseAnswer(created: true)] }
            let session = try await bed.run()
            #expect(bed.provider.calls(.launch).count == 1)
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(session.attempts.first?.acceptedAt != nil)
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts.first?.absentAt.count == 2)
        }
    }

    @Test func `a machine that listings show late is found all the same`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.launches = [.loseAnswer(created: true)]
                $0.list = { number, machines in number < 5 ? [] : machines }
            }
            let session = try await bed.run()
            #expect(bed.provider.calls(.list).count == 5)
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(bed.provider.calls(.launch).count == 1)
        }
    }

    @Test func `a lost launch that no machine shows up for costs nothing, and the next offer is taken after half a minute`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.4)) { bed in
            bed.provider.script { $0.launches = [.loseAnswer(created: false), .accept] }
            let session = try await bed.run(Samples.plan(attempts: 2))
            let launches = bed.provider.calls(.launch)
            #expect(launches.map(\.subject) == ["vastai-1", "vastai-2"])
            #expect(launches.last.map { $0.at.timeIntervalSince(launches[0].at) >= 30 } == true)
            #expect(bed.provider.calls(.list).count >= 3)
            #expect(session.attempts.map(\.instance?.local) == [nil, "m2"])
            #expect(session.attempts[0].accrued(at: bed.time.now) == .zero)
            #expect(session.attempts[0].closedAt != nil)
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a listing that fails never counts as absence, however many answered before`(answered: Int) async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script {
                $0.launches = [.loseAnswer(created: true)]
                $0.list = { number, _ in
                    if number > answered { throw Problem(.unavailable, "no list today") }
                    return []
                }
            }
            let problem = await #expect(throws: Problem.self) { try await bed.run(Samples.plan(attempts: 2)) }
            #expect(problem?.code == .teardownUnverified)
            #expect(bed.provider.calls(.launch).count == 1)
            let stored = try await bed.stored()
            #expect(stored?.state.step == .launching)
            #expect(stored?.currentAttempt?.closedAt == nil)
        }
    }

    @Test func `listings that fail for a while only delay the look-up`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.launches = [.loseAnswer(created: true)]
                $0.list = { number, machines in
                    if number < 6 { throw Problem(.rateLimited, "slow down") }
                    return machines
                }
            }
            let session = try await bed.run()
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a stale offer costs nothing, and the next one is taken`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.4)) { bed in
            bed.provider.script { $0.launches = [.stale, .accept] }
            let session = try await bed.run(Samples.plan(attempts: 2))
            #expect(session.attempts.map(\.offer.id.rawValue) == ["vastai-1", "vastai-2"])
            #expect(session.attempts[0].failure?.code == .staleInventory)
            #expect(session.attempts[0].cost == .zero && session.attempts[0].accrued(at: bed.time.now) == .zero)
            #expect(session.attempts[0].closedAt != nil)
            let second = try #require(bed.provider.calls(.launch).last)
            #expect(bed.provider.calls(.list).allSatisfy { $0.at > second.at }, "a clear no needs no search")
        }
    }

    @Test func `a refused key ends the session, and no other offer is tried with it`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script { $0.launches = [.reject(.providerRejectedKey)] }
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(session.state.outcome == .failed)
            #expect(session.failure?.code == .providerRejectedKey)
            #expect(bed.provider.calls(.launch).count == 1)
            #expect(bed.provider.calls(.end).isEmpty)
            #expect(session.accrued(at: bed.time.now) == .zero)
        }
    }

    @Test func `a search that fails ends the session before anything is launched`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.search = { _ in throw Problem(.unavailable, "the market is closed") } }
            let session = try await bed.run()
            #expect(session.state.outcome == .failed)
            #expect(session.failure?.message == "the market is closed")
            #expect(session.attempts.isEmpty)
        }
    }

    @Test func `a late machine under the label of a lost launch is swept up after the session`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.4)) { bed in
            bed.provider.script { $0.launches = [.loseAnswer(created: false), .accept] }
            let service = try bed.service()
            let claim = try await service.open(Samples.plan(attempts: 2))
            let label = "gpu-shopper-\(bed.store.deploymentID)-\(claim.session.id)"
            bed.provider.script {
                $0.end = { [provider = bed.provider] number in
                    if number == 1 { provider.add(Samples.machine("late", label: label)) }
                    return true
                }
            }
            let session = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(session.attempts.map(\.instance?.local) == [nil, "m2"])
            #expect(bed.provider.machines.isEmpty)
            #expect(try await bed.events(of: session.id).contains("late_machine_ended"))
        }
    }

    @Test func `a launch whose answer takes its time is paid for from the call`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.duringLaunch = { [time = bed.time] _ in try await time.sleep(for: .seconds(20)) } }
            let attempt = try await bed.run().attempts[0]
            let call = try #require(bed.provider.calls(.launch).first?.at)
            #expect(attempt.acceptedAt == call)
            #expect(attempt.cost == attempt.pricePerHour.perHour(forSeconds: attempt.closedAt?.timeIntervalSince(call) ?? 0))
        }
    }
}
