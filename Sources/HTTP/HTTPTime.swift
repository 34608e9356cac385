public import Foundation

/// Where retries, limiter and breaker take their time from.
public struct HTTPTime: Sendable {
    /// The current time.
    public let now: @Sendable () -> Date

    /// Suspends; throws `CancellationError` when the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// Time from elsewhere, a test's for example.
    public init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The system's clock.
    public static let system = HTTPTime(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
