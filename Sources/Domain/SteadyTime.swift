public import Foundation
import Synchronization

/// The system's clock without its jumps: time runs on as it does on the provider's bill, and follows a corrected clock
/// gently.
///
/// Deadlines and charges are differences of two readings. A wall clock that is set back by an hour would let a machine
/// run an hour longer; here the difference is made up at one twentieth of the pace, so a deadline is never off by more
/// than that share of the time that is left. Readings never go back.
public final class SteadyTime: TimeSource {
    private struct State {
        var reading: Date
        var readAt: Duration
    }

    private let state: Mutex<State>
    private let wall: @Sendable () -> Date
    private let elapsed: @Sendable () -> Duration
    private let rest: @Sendable (Duration) async throws -> Void

    /// How much of the passing time may be used to make up for a wrong clock.
    private static let pace = 0.05

    /// Reads the system's clocks.
    public convenience init() {
        let start = ContinuousClock.now
        self.init(
            wall: { Date() }, elapsed: { ContinuousClock.now - start },
            rest: { try await Task.sleep(for: $0, clock: .continuous) })
    }

    /// Reads a wall clock that may jump, and one that only counts on; rests as told.
    public init(
        wall: @escaping @Sendable () -> Date, elapsed: @escaping @Sendable () -> Duration,
        rest: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.wall = wall
        self.elapsed = elapsed
        self.rest = rest
        state = Mutex(State(reading: wall(), readAt: elapsed()))
    }

    /// The present moment, UTC.
    public var now: Date {
        let (wall, elapsed) = (wall(), elapsed())
        return state.withLock { state in
            let passed = max(0, (elapsed - state.readAt) / .seconds(1))
            let straight = state.reading.addingTimeInterval(passed)
            let allowed = passed * Self.pace
            let correction = min(max(wall.timeIntervalSince(straight), -allowed), allowed)
            state.reading = straight.addingTimeInterval(correction)
            state.readAt = max(state.readAt, elapsed)
            return state.reading
        }
    }

    /// Rests on the clock that only counts on.
    public func sleep(for duration: Duration) async throws { try await rest(duration) }
}
