/// How often and how patiently a call is repeated.
public struct RetryPolicy: Sendable, Equatable {
    /// Tries in all, the first included.
    public var tries: Int
    /// The wait before the first repetition; doubles from then on.
    public var firstWait: Duration
    /// The longest single wait that is not the server's own wish.
    public var longestWait: Duration
    /// What all waits of one call may add up to.
    public var totalWait: Duration

    /// Four tries over at most a minute by default.
    public init(
        tries: Int = 4,
        firstWait: Duration = .milliseconds(500),
        longestWait: Duration = .seconds(20),
        totalWait: Duration = .seconds(60)
    ) {
        self.tries = tries
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.totalWait = totalWait
    }

    /// One try.
    public static let never = RetryPolicy(tries: 1)

    /// The wait before the next try, or `nil` when it is time to give up.
    ///
    /// - Parameters:
    ///   - failures: tries so far, at least 1.
    ///   - waited: what was spent waiting so far.
    ///   - retryAfter: the server's wish; never shortened, so one beyond ``totalWait`` ends the tries.
    ///   - random: spreads callers out, from 0 up to 1: the wait is between half of the step and all of it.
    public func wait(
        afterFailures failures: Int, waited: Duration, retryAfter: Duration?, random: Double
    ) -> Duration? {
        guard failures < tries else { return nil }
        var step = firstWait
        for _ in 1..<max(1, failures) where step < longestWait { step *= 2 }
        let spread = min(step, longestWait) * (0.5 + random / 2)
        let wait = max(spread, retryAfter ?? .zero)
        return waited + wait <= totalWait ? wait : nil
    }
}
