import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// A provider may accept a launch and know the machine by its id only some seconds later.
@Suite struct LateMachineTests {
    /// Answers by id as a provider that knows the machine from `seconds` after its launch on; an end asked for before is lost.
    private func lag(_ bed: Bed, by seconds: TimeInterval) {
        bed.provider.script {
            let knows: @Sendable () -> Bool = { [provider = bed.provider, time = bed.time] in
                provider.calls(.launch).last.map { time.now.timeIntervalSince($0.at) >= seconds } ?? true
            }
            $0.look = { knows() ? $0.machine : nil }
            $0.list = { _, machines in knows() ? machines : [] }
            $0.end = { _ in knows() }
        }
    }

    @Test func `a machine that the provider does not know yet is waited for and not replaced`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            lag(bed, by: 8)
            let session = try await bed.run(Samples.plan(attempts: 1))
            #expect(session.failure?.message == "vastai-m1 is exited and will not come up")
            #expect(bed.provider.calls(.launch).count == 1)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a machine whose end is asked for before the provider knows it is not taken for gone`() async throws {
        try await Bed.use { bed in
            lag(bed, by: 12)
            // The signal comes while the launch is under way, so that the end is the first thing asked by id.
            bed.provider.script { $0.duringLaunch = { [interrupt = bed.interrupt] _ in interrupt.raise(2) } }
            let session = try await bed.run()
            #expect(session.state.outcome == .cancelled)
            #expect(bed.provider.machines.isEmpty, "it would have billed for ever")
            #expect(session.attempts[0].absentAt.count >= 2)
            #expect(try await bed.events(of: session.id).contains("seen_again"))
        }
    }

    @Test func `a machine whose launch answer names its address is not taken for gone before its provider knows it`() async throws {
        try await Bed.use { bed in
            lag(bed, by: 12)
            // Its price breaks the budget, so that it is ended at the first look.
            bed.provider.script {
                $0.fresh = { machine in
                    machine.ssh = SSHAddress(host: "203.0.113.7", port: 22, user: "root")
                    machine.pricePerHour = USD(micros: 900_000_000)
                }
            }
            let session = try await bed.run(Samples.plan(attempts: 1))
            #expect(session.failure?.code == .staleInventory)
            #expect(bed.provider.machines.isEmpty, "it would have billed for ever")
            #expect(try await bed.events(of: session.id).contains("seen_again"))
        }
    }

    @Test func `a machine that nobody ever showed is gone when it had time to show`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.look = { _ in nil }
                $0.duringLaunch = { [interrupt = bed.interrupt] _ in interrupt.raise(2) }
            }
            let session = try await bed.run()
            let attempt = session.attempts[0]
            let waited = try #require(attempt.acceptedAt.flatMap { attempt.closedAt?.timeIntervalSince($0) })
            #expect((30...40).contains(waited))
        }
    }

    @Test func `a machine that comes up under our label after the session is ended`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script { $0.launches = [.loseAnswer(created: false), .reject(.budget)] }
            let service = try bed.service()
            let claim = try await service.open(Samples.plan(attempts: 2))
            let label = MachineLabel(deployment: bed.store.deploymentID, session: claim.session.id).description
            bed.provider.script { [provider = bed.provider] script in
                script.duringLaunch = { _ in
                    if provider.calls(.launch).count == 2 { provider.add(Samples.machine("late", label: label)) }
                }
            }
            let session = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(session.state.outcome == .failed)
            #expect(bed.provider.machines.isEmpty)
            #expect(bed.provider.calls(.launch).count == 2)
            #expect(try await bed.events(of: session.id).last == "late_machine_ended")
            let orphan = try #require(try await bed.store.orphans().first, "what it cost is on record")
            #expect(orphan.instance.local == "late" && orphan.session == session.id && orphan.endedAt != nil)
        }
    }

    @Test func `a machine of the launch before that is taken for the next one's is paid for from its own beginning`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script { $0.launches = [.accept, .loseAnswer(created: false)] }
            let service = try bed.service()
            let claim = try await service.open(Samples.plan(attempts: 2))
            let label = MachineLabel(deployment: bed.store.deploymentID, session: claim.session.id).description
            bed.provider.script { [provider = bed.provider, time = bed.time] script in
                script.duringLaunch = { _ in
                    guard provider.calls(.launch).count == 2 else { return }
                    var twin = Samples.machine("twin", label: label)
                    twin.startedAt = provider.calls(.launch)[0].at + 1
                    twin.phase = .dead("exited")
                    provider.add(twin)
                    #expect(time.now > provider.calls(.launch)[0].at + 1)
                }
            }
            let session = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            let attempt = try #require(session.attempts.last)
            #expect(attempt.instance?.local == "twin" && session.attempts.count == 2)
            #expect(attempt.acceptedAt == bed.provider.calls(.launch)[0].at + 1)
            #expect(try #require(attempt.acceptedAt) < attempt.intendedAt)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a machine that looks too old to be this launch's is ended before another one is launched`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2"), Samples.offer("3")) { bed in
            bed.provider.script { $0.launches = [.accept, .loseAnswer(created: false), .reject(.budget)] }
            let service = try bed.service()
            let claim = try await service.open(Samples.plan(attempts: 3))
            let label = MachineLabel(deployment: bed.store.deploymentID, session: claim.session.id).description
            bed.provider.script { [provider = bed.provider, time = bed.time] script in
                script.duringLaunch = { _ in
                    switch provider.calls(.launch).count {
                    case 2:
                        // As from a provider whose clock is an hour behind ours.
                        var machine = Samples.machine("ours", label: label)
                        machine.startedAt = time.now - 3600
                        provider.add(machine)
                    case 3: #expect(provider.machines.isEmpty, "two machines at once")
                    default: break
                    }
                }
                // The list before the third launch is a lie.
                script.list = { _, machines in provider.calls(.end).contains { $0.subject == "ours" } ? [] : machines }
            }
            let session = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(bed.provider.calls(.launch).count == 3 && bed.provider.machines.isEmpty)
            #expect(try await bed.events(of: session.id).contains("late_machine_ended"))
            #expect(try await bed.store.orphans().map(\.instance.local) == ["ours"])
        }
    }

    @Test func `a stray that one look by id does not show is ended all the same`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            let service = try bed.service()
            let claim = try await service.open(Samples.plan(attempts: 2))
            let label = MachineLabel(deployment: bed.store.deploymentID, session: claim.session.id).description
            bed.provider.script { [provider = bed.provider] script in
                script.duringLaunch = { _ in
                    if provider.calls(.launch).count == 1 {
                        provider.add(Samples.machine("twin", label: label))
                    } else {
                        #expect(provider.machines.isEmpty, "two machines at once")
                    }
                }
                script.look = { look in
                    let isFirst = provider.calls(.look).count { $0.subject == "twin" } == 1
                    return look.machine?.id.local == "twin" && isFirst ? nil : look.machine
                }
            }
            _ = try await service.drive(claim, interrupt: bed.interrupt, report: bed.stages.add)
            #expect(bed.provider.calls(.launch).count == 2 && bed.provider.machines.isEmpty)
        }
    }

    @Test func `a last look that fails takes nothing from the session's outcome`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.list = { _, _ in throw Problem(.unavailable, "no list today") } }
            let service = try bed.service()
            let session = try await service.drive(
                try await service.open(Samples.plan()), interrupt: bed.interrupt, report: bed.stages.add)
            #expect(session.state.step == .finished)
            let notes = bed.stages.all.compactMap { if case .note(let text) = $0.stage { text } else { nil } }
            #expect(notes.contains { $0.contains("no list today") && $0.contains("cleanup-orphans") })
        }
    }
}
