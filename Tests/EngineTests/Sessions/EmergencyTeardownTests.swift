import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct EmergencyTeardownTests {
    /// Runs a session whose disk fills up while its machine is created.
    private func runOutOfDisk(_ bed: Bed, _ change: (inout ScriptedProvider.Script) -> Void = { _ in }) async throws -> Problem? {
        let claim = try await bed.open()
        bed.provider.script {
            $0.duringLaunch = { [store = bed.store] _ in try await FullDisk.fill(store, session: claim.session.id) }
            change(&$0)
        }
        return await #expect(throws: Problem.self) { try await bed.worker().drive(claim) }
    }

    @Test func `a machine launched just before the disk was full is ended all the same`() async throws {
        try await Bed.use(inFile: true) { bed in
            let problem = try await runOutOfDisk(bed)
            #expect(problem?.code == .localStorage)
            #expect(problem?.message.contains("is full; its machine vastai-m1 was ended and is gone") == true)
            #expect(bed.provider.machines.isEmpty)
            #expect(bed.provider.calls(.look).filter { $0.subject == "m1" }.count >= 2)
            #expect(try await bed.stored()?.state.step == .launching, "the row says what the disk could still take")
        }
    }

    @Test func `a machine that listings show late or not at once is waited for`() async throws {
        try await Bed.use { bed in
            let problem = try await runOutOfDisk(bed) {
                $0.list = { number, machines in
                    if number == 2 { throw Problem(.rateLimited, "slow down") }
                    return number < 5 ? [] : machines
                }
            }
            #expect(problem?.message.contains("vastai-m1 was ended and is gone") == true)
            #expect(bed.provider.machines.isEmpty)
        }
    }

    @Test func `a machine that cannot be ended is named together with the command that helps`() async throws {
        try await Bed.use { bed in
            let problem = try await runOutOfDisk(bed) { $0.list = { _, _ in throw Problem(.unavailable, "no list today") } }
            #expect(problem?.message.contains("may still be billed: run 'gpu-shopper bench resume'") == true)
        }
    }

    @Test func `a machine that stays is said to be billed`() async throws {
        try await Bed.use { bed in
            let problem = try await runOutOfDisk(bed) { $0.end = { _ in false } }
            #expect(problem?.message.contains("vastai-m1 could not be proved gone and may still be billed") == true)
            #expect(bed.provider.calls(.end).count > 10)
        }
    }

    @Test func `a disk that is full before the launch rents nothing`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            try await FullDisk.fill(bed.store, session: claim.session.id)
            let problem = await #expect(throws: Problem.self) { try await bed.worker().drive(claim) }
            #expect(problem?.code == .localStorage)
            #expect(bed.provider.calls(.launch).isEmpty)
            #expect(bed.provider.calls(.end).isEmpty)
        }
    }

    @Test func `a disk that fills up during the teardown does not stop it`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            bed.provider.script {
                $0.end = { [store = bed.store] number in
                    if number == 1 { try await FullDisk.fill(store, session: claim.session.id) }
                    return number >= 3
                }
            }
            let problem = await #expect(throws: Problem.self) { try await bed.worker().drive(claim) }
            #expect(problem?.message.contains("vastai-m1 was ended and is gone") == true)
            #expect(bed.provider.machines.isEmpty)
        }
    }
}
