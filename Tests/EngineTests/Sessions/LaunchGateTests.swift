import Foundation
import Testing

@testable import Engine

@Suite struct LaunchGateTests {
    @Test func `so many launches pass in a minute, and the next one hears how long to wait`() {
        let gate = LaunchGate(perMinute: 3)
        for _ in 0..<3 { #expect(gate.pass(at: Samples.start, others: []) == nil) }
        #expect(gate.pass(at: Samples.start + 20, others: []) == .seconds(40))
        #expect(gate.pass(at: Samples.start + 60, others: []) == nil)
    }

    @Test func `launches of other processes count`() {
        let gate = LaunchGate(perMinute: 2)
        let others = [Samples.start - 30, Samples.start - 10]
        #expect(gate.pass(at: Samples.start, others: others) == .seconds(30))
        #expect(gate.pass(at: Samples.start + 31, others: others) == nil)
    }

    @Test func `a clock that went back does not close it`() {
        let gate = LaunchGate(perMinute: 1)
        #expect(gate.pass(at: Samples.start + 3600, others: []) == nil)
        #expect(gate.pass(at: Samples.start, others: [Samples.start + 3600]) == nil)
    }
}
