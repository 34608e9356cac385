import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct TeardownTests {
    private func gap(_ attempt: Attempt?) -> TimeInterval {
        guard let times = attempt?.absentAt, let first = times.first, let last = times.last else { return 0 }
        return last.timeIntervalSince(first)
    }

    @Test func `a machine that stays although its end was accepted is asked to end until it is gone`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.end = { $0 >= 4 } }
            let session = try await bed.run()
            #expect(bed.provider.calls(.end).count == 4)
            #expect(session.state.step == .finished)
            #expect(session.attempts[0].absentAt.count == 2)
            #expect(gap(session.attempts[0]) >= 3)
            let events = try await bed.events(of: session.id)
            #expect(events.filter { $0 == "still_there" }.count == 3)
            #expect(events.suffix(3) == ["absent", "absent", "absence_confirmed"])
        }
    }

    @Test func `cost runs until the absence is confirmed, from when the end was first asked for too`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.end = { $0 >= 4 } }
            let session = try await bed.run()
            let attempt = session.attempts[0]
            let seconds = try #require(attempt.acceptedAt.map { attempt.closedAt?.timeIntervalSince($0) ?? 0 })
            #expect(attempt.cost == attempt.pricePerHour.perHour(forSeconds: seconds))
            #expect(attempt.endRequestedAt.map { $0 < attempt.absentAt[0] } == true)
            #expect(session.accrued(at: bed.time.now + 3600) == attempt.cost)
        }
    }

    @Test func `an answer that fails is no absence, and the proof begins again after it`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.look = { look in
                    if look.sinceEnd == 1 || look.sinceEnd == 3 { throw Problem(.unavailable, "HTTP 500") }
                    return look.machine
                }
            }
            let session = try await bed.run()
            let failedAt = try #require(bed.provider.calls(.look).suffix(3).first?.at)
            let proof = session.attempts[0].absentAt.suffix(2)
            #expect(proof.allSatisfy { $0 > failedAt })
            #expect(proof.last?.timeIntervalSince(proof.first ?? failedAt) ?? 0 >= 3)
            #expect(bed.provider.calls(.end).count == 3, "asked again after every answer that failed")
        }
    }

    @Test func `a machine that comes back after it was absent once is ended again`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.look = { look in look.sinceEnd == 2 ? Samples.machine("m1", label: nil) : look.machine }
            }
            let session = try await bed.run()
            #expect(session.attempts[0].absentAt.count == 2)
            #expect(gap(session.attempts[0]) >= 3)
            #expect(try await bed.events(of: session.id).contains("seen_again"))
            #expect(bed.provider.calls(.end).count == 2)
        }
    }

    @Test func `a key refused at the teardown is tried until its deadline, then said loudly, and the row stays`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.end = { _ in throw Problem(.providerRejectedKey, "vastai refuses the key") }
            }
            let problem = await #expect(throws: Problem.self) { try await bed.run() }
            #expect(problem?.code == .teardownUnverified)
            #expect(problem?.message.contains("vastai refuses the key") == true)
            let tries = bed.provider.calls(.end)
            #expect(tries.count > 10)
            #expect(tries.last.map { $0.at.timeIntervalSince(tries[0].at) >= 540 } == true)
            let stored = try await bed.stored()
            #expect(stored?.state.step == .terminating)
            #expect(stored?.currentAttempt?.instance?.local == "m1")
            #expect(stored?.currentAttempt?.closedAt == nil)
            #expect(bed.provider.machines.count == 1)
        }
    }

    @Test func `a teardown that was given up is taken up again and proved later`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.end = { _ in throw Problem(.providerRejectedKey, "vastai refuses the key") } }
            let dead = SessionOwner(host: try ProcessIdentity.current().host, processID: 99_999_999, startTicks: 1)
            let first = try await bed.open(owner: dead)
            await #expect(throws: Problem.self) { try await bed.worker().drive(first) }
            bed.provider.script { $0.end = { _ in true } }
            let service = try bed.service()
            let left = try #require(try await service.abandoned().first)
            let claim = try #require(try await service.take(left.id))
            let session = try await service.drive(claim, interrupt: bed.interrupt, mode: .windingDown, report: bed.stages.add)
            #expect(session.state.outcome == .failed)
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts[0].absentAt.count == 2)
        }
    }

    @Test func `a request for the end that fails does not hide that the machine is gone`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.end = { _ in throw Problem(.badResponse, "HTTP 500") }
                $0.look = { $0.sinceEnd == 0 ? $0.machine : nil }
            }
            let session = try await bed.run()
            #expect(session.state.step == .finished)
            #expect(gap(session.attempts[0]) >= 3)
        }
    }

    @Test func `a signal does not shorten a teardown`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.end = { [interrupt = bed.interrupt] number in
                    interrupt.raise(15)
                    return number >= 3
                }
            }
            let session = try await bed.run()
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts[0].absentAt.count == 2)
            #expect(session.state.outcome == .failed, "the reason for the end came before the signal")
        }
    }

    @Test func `a machine without a row is ended with the same proof`() async throws {
        try await Bed.use { bed in
            let id = InstanceID(provider: .vastai, local: "x")
            bed.provider.add(Samples.machine("x", label: nil))
            bed.provider.script {
                $0.end = { $0 >= 2 }
                $0.look = { look in
                    if look.sinceEnd == 1 { throw Problem(.unavailable, "HTTP 500") }
                    return look.machine
                }
            }
            let times = try await MachineEnding(time: bed.time, deadlines: bed.deadlines).end(id, at: bed.provider)
            #expect(times.count == 2)
            #expect(times[1].timeIntervalSince(times[0]) >= 3)
        }
    }

    @Test func `a machine without a row that stays is an error that names it`() async throws {
        try await Bed.use { bed in
            bed.provider.add(Samples.machine("x", label: nil))
            bed.provider.script { $0.end = { _ in false } }
            let problem = await #expect(throws: Problem.self) {
                try await MachineEnding(time: bed.time, deadlines: bed.deadlines)
                    .end(InstanceID(provider: .vastai, local: "x"), at: bed.provider)
            }
            #expect(problem?.code == .teardownUnverified)
            #expect(problem?.message == "vastai-x could not be proved gone: the provider still shows it")
        }
    }

    @Test func `a machine that is ended before anybody looked at it costs what its provider shows then`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.duringLaunch = { [interrupt = bed.interrupt] _ in interrupt.raise(2) }
                $0.look = { look in
                    var machine = look.machine
                    machine?.pricePerHour = USD(micros: 900_000)
                    return machine
                }
            }
            let attempt = try await bed.run().attempts[0]
            #expect(attempt.pricePerHour == USD(micros: 900_000))
            let lived = try #require(attempt.acceptedAt.map { attempt.closedAt?.timeIntervalSince($0) ?? 0 })
            #expect(attempt.cost == USD(micros: 900_000).perHour(forSeconds: lived))
            #expect(bed.provider.calls(.look).first.map { look in bed.provider.calls(.end).allSatisfy { look.at <= $0.at } } == true)
        }
    }
}
