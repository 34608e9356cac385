import Domain
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct InterruptedSessionTests {
    @Test func `a signal before anything was launched costs nothing`() async throws {
        try await Bed.use { bed in
            bed.interrupt.raise(2)
            let session = try await bed.run()
            #expect(session.state.outcome == .cancelled)
            #expect(session.attempts.isEmpty)
            #expect(bed.provider.calls(.launch).isEmpty)
        }
    }

    @Test func `a signal while the market is read launches nothing`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.search = { [interrupt = bed.interrupt] _ in interrupt.raise(2) } }
            let session = try await bed.run()
            #expect(session.state.outcome == .cancelled)
            #expect(bed.provider.calls(.launch).isEmpty)
        }
    }

    @Test func `a signal during the launch lets it end, then ends the machine`() async throws {
        try await Bed.use { bed in
            let wasCancelled = Mutex(true)
            bed.provider.script {
                $0.duringLaunch = { [interrupt = bed.interrupt] _ in
                    interrupt.raise(15)
                    for _ in 0..<20 { await Task.yield() }
                    wasCancelled.withLock { $0 = Task.isCancelled }
                }
            }
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(!wasCancelled.withLock { $0 })
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(session.state.outcome == .cancelled)
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts[0].absentAt.count == 2)
        }
    }

    @Test func `a signal while a lost launch is looked up does not stop the search`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.launches = [.loseAnswer(created: true)]
                $0.list = { [interrupt = bed.interrupt] number, machines in
                    interrupt.raise(2)
                    return number < 4 ? [] : machines
                }
            }
            let session = try await bed.run()
            #expect(session.attempts.map(\.instance?.local) == ["m1"])
            #expect(session.state.outcome == .cancelled)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test(arguments: [1, 3])
    func `a signal while a machine boots ends it, and the outcome says so`(look: Int) async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script {
                $0.fresh = { _ in }
                $0.look = { [interrupt = bed.interrupt, provider = bed.provider] seen in
                    if provider.calls(.look).count == look { interrupt.raise(2) }
                    return seen.machine
                }
            }
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(session.state.outcome == .cancelled)
            #expect(session.attempts.count == 1)
            #expect(bed.provider.machines.isEmpty)
            #expect(bed.time.now < Samples.start + 60, "it does not wait for the boot's deadline")
        }
    }

    @Test func `a signal during the teardown of a failed machine takes no further offer`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script {
                $0.end = { [interrupt = bed.interrupt] _ in
                    interrupt.raise(2)
                    return true
                }
            }
            let session = try await bed.run(Samples.plan(attempts: 3))
            #expect(session.attempts.count == 1)
            #expect(session.state.outcome == .cancelled)
        }
    }
}
