import HTTP
import Synchronization
import Testing

/// Who is inside, and how many were at most.
private final class Visitors: Sendable {
    private let state = Mutex([0, 0, 0])

    /// Inside, at most, and all there ever were.
    var counts: [Int] { state.withLock { $0 } }

    func come() {
        state.withLock { state in
            state[0] += 1
            state[1] = max(state[0], state[1])
            state[2] += 1
        }
    }

    func go() { state.withLock { $0[0] -= 1 } }
}

@Suite struct TurnstileTests {
    @Test(arguments: [1, 3]) func `so many go through at a time, and all in the end`(places: Int) async throws {
        let turnstile = Turnstile(places: places)
        let visitors = Visitors()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await turnstile.passing {
                        visitors.come()
                        for _ in 0..<10 { await Task.yield() }
                        visitors.go()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(visitors.counts[0] == 0 && visitors.counts[1] <= places && visitors.counts[2] == 50)
    }

    @Test func `whoever fails inside gives the place back`() async throws {
        struct Trouble: Error {}
        let turnstile = Turnstile()
        await #expect(throws: Trouble.self) { try await turnstile.passing { throw Trouble() } }
        #expect(try await turnstile.passing { 7 } == 7)
    }
}
