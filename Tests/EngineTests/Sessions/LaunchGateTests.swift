import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct LaunchGateTests {
    @Test func `so many launches pass in a minute, and the next one hears how long to wait`() {
        let gate = LaunchGate(perMinute: 3)
        for _ in 0..<3 { #expect(gate.pass(at: Samples.start, others: []) == nil) }
        #expect(gate.pass(at: Samples.start + 20, others: []) == .seconds(50))
        #expect(gate.pass(at: Samples.start + 70, others: []) == nil)
    }

    @Test func `launches of other processes count`() {
        let gate = LaunchGate(perMinute: 2)
        let others = [Samples.start - 30, Samples.start - 10]
        #expect(gate.pass(at: Samples.start, others: others) == .seconds(40))
        #expect(gate.pass(at: Samples.start + 41, others: others) == nil)
    }

    @Test func `a session waits for its launch while a minute's are used up, and looks at the row meanwhile`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.fresh = Samples.running }
            // Those of another process, ten seconds ago.
            for _ in 0..<2 {
                let claim = try await bed.open()
                let now = bed.time.now
                _ = try await bed.store.apply(
                    .launchIntended, to: claim, at: now, deadline: now + 120,
                    updating: { row in
                        row.attempts.append(
                            Attempt(session: row.id, ordinal: 1, offer: Samples.offer(), label: "theirs-\(row.id)", intendedAt: now))
                    })
            }
            let begun = bed.time.now
            try await bed.time.sleep(for: .seconds(10))
            let worker = bed.worker(dialer: ScriptedDialer(time: bed.time), gate: LaunchGate(perMinute: 2))
            _ = try await worker.drive(try await bed.open(Samples.rental()))
            let launches = bed.provider.calls(.launch).map(\.at)
            #expect(launches.count == 1 && launches.allSatisfy { $0 >= begun + 60 }, "\(launches)")
        }
    }

    @Test func `a clock that went back does not close it`() {
        let gate = LaunchGate(perMinute: 1)
        #expect(gate.pass(at: Samples.start + 3600, others: []) == nil)
        #expect(gate.pass(at: Samples.start, others: [Samples.start + 3600]) == nil)
    }
}
