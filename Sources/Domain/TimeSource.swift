public import Foundation

/// Where time comes from: the system in production, a hand-driven clock in tests.
///
/// A protocol because no loopback peer can replace time.
public protocol TimeSource: Sendable {
    /// The present moment, UTC.
    var now: Date { get }

    /// Suspends for `duration`; throws `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
}

/// The machine's own clock.
public struct SystemTime: TimeSource {
    /// The only clock that production code reads.
    public init() {}

    /// Wall-clock time; it can jump, so spans that matter are stored as deadlines and re-read.
    public var now: Date { Date() }

    /// Sleeps on the continuous clock: a laptop's suspend counts, as it does on the provider's bill.
    public func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, clock: .continuous)
    }
}
