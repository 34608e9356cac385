import Foundation

/// When a message that did not arrive is tried again.
enum WebhookBackoff {
    private static let first: TimeInterval = 5
    private static let longest: TimeInterval = 3600
    private static let patience: TimeInterval = 24 * 3600

    /// The time of the next try after `tries` failed ones, the last of them at `date`; `nil` when it is time to give up.
    ///
    /// The receiver's own wish is never cut short, save by the end of patience: what nobody took for a day is tried once
    /// more at that moment, and given up after it.
    static func next(afterTries tries: Int, at date: Date, createdAt: Date, retryAfter: Duration?) -> Date? {
        let end = createdAt + patience
        guard date < end else { return nil }
        // Ten doublings are beyond the longest wait.
        let wait = min(first * exp2(Double(min(max(tries, 1), 11) - 1)), longest)
        return min(date + max(wait, retryAfter?.inSeconds ?? 0), end)
    }
}
