import Foundation
import HTTP
import Synchronization
import Testing

private final class Arrivals: Sendable {
    private let list = Mutex<[Int]>([])
    var all: [Int] { list.withLock { $0 } }
    func add(_ index: Int) { list.withLock { $0.append(index) } }
}

@Suite struct TokenBucketTests {
    @Test func `a burst goes at once, the rest at the rate`() async throws {
        let time = StepTime(passesBySleeping: true)
        let bucket = TokenBucket(rate: 2, burst: 3, time: time.time)
        let start = time.now
        for _ in 0..<3 { try await bucket.take() }
        #expect(time.now == start)
        for _ in 0..<10 { try await bucket.take() }
        #expect(abs(time.now.timeIntervalSince(start) - 5) < 0.001)
    }

    @Test func `a quiet time saves up no more than the burst`() async throws {
        let time = StepTime(passesBySleeping: true)
        let bucket = TokenBucket(rate: 1, burst: 2, time: time.time)
        time.advance(by: 1000)
        for _ in 0..<2 { try await bucket.take() }
        #expect(time.slept.isEmpty)
        try await bucket.take()
        #expect(time.slept.count == 1)
    }

    @Test func `who comes first goes first`() async throws {
        let time = StepTime(passesBySleeping: false)
        let bucket = TokenBucket(rate: 1, burst: 1, time: time.time)
        let order = Arrivals()
        try await bucket.take()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<5 {
                group.addTask {
                    try await bucket.take()
                    order.add(index)
                }
                // One sleeps for its token, the others queue behind it.
                #expect(try await eventually { time.sleepers == 1 && bucket.waiting == index })
            }
            for index in 0..<5 {
                #expect(try await eventually { time.sleepers == 1 })
                time.advance(by: 1)
                #expect(try await eventually { order.all.count == index + 1 })
            }
            try await group.waitForAll()
        }
        #expect(order.all == [0, 1, 2, 3, 4])
    }

    @Test func `a cancelled wait takes nothing and holds nobody up`() async throws {
        let time = StepTime(passesBySleeping: false)
        let bucket = TokenBucket(rate: 1, burst: 1, time: time.time)
        try await bucket.take()
        let first = Task { try await bucket.take() }
        #expect(try await eventually { time.sleepers == 1 })
        let second = Task { try await bucket.take() }
        #expect(try await eventually { bucket.waiting == 1 })
        let third = Task { try await bucket.take() }
        #expect(try await eventually { bucket.waiting == 2 })

        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(try await eventually { time.sleepers == 1 })
        time.advance(by: 1)
        try await third.value
    }

    @Test func `a clock set back takes nothing away`() async throws {
        let time = StepTime(passesBySleeping: true)
        let bucket = TokenBucket(rate: 1, burst: 5, time: time.time)
        time.advance(by: -3600)
        for _ in 0..<5 { try await bucket.take() }
        #expect(time.slept.isEmpty)
        try await bucket.take()
        #expect(time.slept == [.seconds(1)])
    }
}
