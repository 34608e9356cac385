import Domain
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct ReconciliationRoundsTests {
    /// A pass that counts, and that lasts until it is let go.
    private final class Pass: Sendable {
        private let state = Mutex((begun: 0, running: 0, most: 0, open: 0))
        var begun: Int { state.withLock { $0.begun } }
        var most: Int { state.withLock { $0.most } }

        func letGo() { state.withLock { $0.open += 1 } }

        func run() async throws -> ReconciliationReport {
            let number = state.withLock { state in
                state.begun += 1
                state.running += 1
                state.most = max(state.most, state.running)
                return state.begun
            }
            defer { state.withLock { $0.running -= 1 } }
            while state.withLock({ $0.open }) < number { try await Task.sleep(for: .milliseconds(2)) }
            var report = ReconciliationReport()
            report.unknown = number
            return report
        }
    }

    private func rounds(_ pass: Pass, atOnce: Bool) -> ReconciliationRounds {
        ReconciliationRounds(every: .seconds(3600), startsAtOnce: atOnce, time: SystemTime(), pass: pass.run)
    }

    @Test func `a pass that could not ask every provider is followed by another one soon`() {
        var report = ReconciliationReport()
        report.providers = [.init(name: "vastai", ok: true, error: nil)]
        #expect(report.rest(of: .seconds(300)) == .seconds(300))
        report.providers.append(.init(name: "tensordock", ok: false, error: "a page was HTML"))
        #expect(report.rest(of: .seconds(300)) == .seconds(60))
        #expect(report.rest(of: .seconds(10)) == .seconds(10), "never later than without trouble")
    }

    @Test func `those who ask during a pass share the next one, and no two run at once`() async throws {
        let pass = Pass()
        let rounds = rounds(pass, atOnce: true)
        try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask {
                await rounds.run(logger: Logger(label: "test"))
                return nil
            }
            let hasBegun = try await Patience.sees { pass.begun == 1 }
            #expect(hasBegun)
            for _ in 0..<5 { group.addTask { try await rounds.ask().unknown } }
            try await Task.sleep(for: .milliseconds(20))
            pass.letGo()
            pass.letGo()
            pass.letGo()
            for _ in 0..<5 {
                let number = try await group.next() ?? nil
                #expect(number ?? 0 >= 2)
            }
            group.cancelAll()
        }
        #expect(pass.most == 1)
        #expect(pass.begun <= 3)
    }

    @Test func `without a start at once the first pass is that of whoever asks`() async throws {
        let pass = Pass()
        pass.letGo()
        let rounds = rounds(pass, atOnce: false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await rounds.run(logger: Logger(label: "test")) }
            let report = try await rounds.ask()
            #expect(report.unknown == 1)
            group.cancelAll()
        }
        #expect(pass.begun == 1)
    }

    @Test func `who asks is told when the server ends, before and after`() async throws {
        let pass = Pass()
        let rounds = rounds(pass, atOnce: true)
        await withTaskGroup(of: Void.self) { callers in
            await withTaskGroup(of: Void.self) { server in
                server.addTask { await rounds.run(logger: Logger(label: "test")) }
                callers.addTask {
                    let problem = await #expect(throws: Problem.self) { try await rounds.ask() }
                    #expect(problem?.code == .unavailable)
                }
                // Whichever comes first, the pass is never let go.
                while pass.begun == 0 { await Task.yield() }
                server.cancelAll()
            }
        }
        await #expect(throws: Problem.self) { try await rounds.ask() }
    }

    @Test func `a caller who leaves during the pass is let go at once`() async throws {
        let pass = Pass()
        let rounds = rounds(pass, atOnce: false)
        await withTaskGroup(of: Void.self) { server in
            server.addTask { await rounds.run(logger: Logger(label: "test")) }
            await withTaskGroup(of: Void.self) { callers in
                callers.addTask { await #expect(throws: CancellationError.self) { try await rounds.ask() } }
                while pass.begun == 0 { await Task.yield() }
                callers.cancelAll()
            }
            server.cancelAll()
        }
    }

    @Test func `a caller who leaves does not take the pass along`() async throws {
        let pass = Pass()
        let rounds = rounds(pass, atOnce: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await rounds.run(logger: Logger(label: "test")) }
            let hasBegun = try await Patience.sees { pass.begun == 1 }
            #expect(hasBegun)
            await withTaskGroup(of: Void.self) { callers in
                callers.addTask { await #expect(throws: (any Error).self) { try await rounds.ask() } }
                callers.cancelAll()
            }
            pass.letGo()
            pass.letGo()
            let report = try await rounds.ask()
            #expect(report.unknown == 2)
            group.cancelAll()
        }
    }
}
