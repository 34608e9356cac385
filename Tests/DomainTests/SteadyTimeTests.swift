import Domain
import Foundation
import Synchronization
import Testing

@Suite struct SteadyTimeTests {
    /// A wall clock and a clock that counts on, both moved by hand.
    private final class Clocks: Sendable {
        private struct State {
            var wall = Date(timeIntervalSince1970: 1_795_410_000)
            var elapsed = 0.0
        }
        private let state = Mutex(State())
        var wall: Date { state.withLock { $0.wall } }
        var elapsed: Duration { .seconds(state.withLock { $0.elapsed }) }
        func pass(_ seconds: Double) {
            state.withLock { state in
                state.wall += seconds
                state.elapsed += seconds
            }
        }
        func jump(_ seconds: Double) { state.withLock { $0.wall += seconds } }
        func time() -> SteadyTime { SteadyTime(wall: { self.wall }, elapsed: { self.elapsed }, rest: { _ in }) }
    }

    @Test(arguments: [-7200.0, -90, 90, 7200])
    func `a jump of the wall clock moves nothing at once, and is made up for at a twentieth of the pace`(jump: Double) {
        let clocks = Clocks()
        let time = clocks.time()
        let begun = time.now
        clocks.pass(100)
        #expect(abs(time.now.timeIntervalSince(begun) - 100) < 0.001)
        let before = time.now
        clocks.jump(jump)
        #expect(time.now == before)
        clocks.pass(1000)
        let passed = time.now.timeIntervalSince(before)
        #expect(abs(passed - 1000 - min(50, abs(jump)) * (jump < 0 ? -1 : 1)) < 0.001)
        for _ in 0..<200 {
            clocks.pass(1000)
            _ = time.now
        }
        #expect(abs(time.now.timeIntervalSince(clocks.wall)) < 0.001, "in the end it shows what the wall clock shows")
    }

    @Test func `it never goes back`() {
        let clocks = Clocks()
        let time = clocks.time()
        var last = time.now
        for step in 0..<500 {
            clocks.pass(Double(step % 7))
            if step.isMultiple(of: 11) { clocks.jump(step.isMultiple(of: 2) ? -4000 : 3000) }
            let now = time.now
            #expect(now >= last)
            last = now
        }
    }

    @Test func `a process that starts after the jump goes by the clock as it is`() {
        let clocks = Clocks()
        clocks.jump(-3600)
        #expect(clocks.time().now == clocks.wall)
    }
}
