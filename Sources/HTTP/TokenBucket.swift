import Foundation
import Synchronization

/// Spreads calls out: so many per second, with a burst saved up in quiet times.
public final class TokenBucket: Sendable {
    private struct Level {
        var tokens: Double
        var at: Date
    }

    private let rate: Double
    private let burst: Double
    private let time: HTTPTime
    private let level: Mutex<Level>
    private let turnstile = Turnstile()

    /// A full bucket.
    ///
    /// - Parameters:
    ///   - rate: calls per second, above 0.
    ///   - burst: calls that may go at once after a pause, at least 1.
    ///   - time: where time comes from.
    public init(rate: Double, burst: Int, time: HTTPTime = .system) {
        precondition(rate > 0 && burst >= 1, "a bucket needs a rate above 0 and a burst of at least 1")
        self.rate = rate
        self.burst = Double(burst)
        self.time = time
        level = Mutex(Level(tokens: Double(burst), at: time.now()))
    }

    /// How many tasks wait behind the one that is next.
    public var waiting: Int { turnstile.waiting }

    /// Takes one token, waiting for it if need be; first come, first served.
    ///
    /// A cancelled wait takes nothing and throws `CancellationError`.
    public func take() async throws {
        try await turnstile.enter()
        defer { turnstile.leave() }
        while let wait = takeOrWait() {
            try await time.sleep(wait)
        }
    }

    private func takeOrWait() -> Duration? {
        let now = time.now()
        return level.withLock { level in
            // A clock set back must not take tokens away.
            let elapsed = max(0, now.timeIntervalSince(level.at))
            level.tokens = min(burst, level.tokens + elapsed * rate)
            level.at = now
            // Dates are doubles: a token short by less than a microsecond of waiting is a token.
            guard level.tokens < 1 - 1e-6 * rate else {
                level.tokens = max(0, level.tokens - 1)
                return nil
            }
            return .seconds((1 - level.tokens) / rate)
        }
    }
}
