/// A point in time after which waiting is over.
struct Deadline: Comparable {
    private let instant: ContinuousClock.Instant

    init(after duration: Duration) {
        instant = .now + duration
    }

    static func < (left: Deadline, right: Deadline) -> Bool { left.instant < right.instant }

    var hasPassed: Bool { instant <= .now }

    var remaining: Duration { max(.zero, instant - .now) }

    /// What is left in milliseconds, at least 1 and at most `limit`, for `poll`.
    func pollMilliseconds(atMost limit: Int32) -> Int32 {
        let left = remaining.components
        guard left.seconds < 3600 else { return limit }
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
        return min(limit, Int32(milliseconds))
    }
}
