import Foundation
import Synchronization

/// Hands bytes on a fixed time after they came in, in order, however many are under way.
final class DelayLine: Sendable {
    private struct State {
        var waiting: [(due: ContinuousClock.Instant, bytes: Data)] = []
        var isOver = false
    }

    private let delay: Duration
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    init(delay: Duration) {
        self.delay = delay
    }

    func push(_ bytes: Data) {
        state.withLock { $0.waiting.append((.now + delay, bytes)) }
        arrivals.signal()
    }

    /// No more will come; what is under way still arrives.
    func end() {
        state.withLock { $0.isOver = true }
        arrivals.signal()
    }

    /// Blocks this thread until the next bytes are due, `nil` after the last.
    func next() -> Data? {
        while true {
            arrivals.wait()
            let (item, isOver) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isOver)
            }
            if let item {
                let left = (item.due - .now) / .seconds(1)
                if left > 0 { Thread.sleep(forTimeInterval: left) }
                return item.bytes
            }
            if isOver { return nil }
        }
    }
}
