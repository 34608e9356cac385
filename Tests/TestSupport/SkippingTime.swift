public import Domain
public import Foundation
import Synchronization

/// A clock that jumps over every sleep at once and remembers it: waits can be checked without waiting.
public final class SkippingTime: TimeSource {
    private struct State {
        var now: Date
        var sleeps: [Duration] = []
    }

    private let state: Mutex<State>

    /// Starts in November 2026 unless told otherwise.
    public init(at date: Date = Date(timeIntervalSince1970: 1_795_410_000)) {
        state = Mutex(State(now: date))
    }

    /// The start plus all sleeps so far.
    public var now: Date { state.withLock { $0.now } }

    /// Every sleep so far, in order.
    public var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// Returns at once, later.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.sleeps.append(duration)
            state.now += duration / .seconds(1)
        }
        await Task.yield()
    }
}
