public import Domain
import Synchronization

/// What this process saw of its calls to providers; a restart begins anew, as Prometheus expects.
public final class ProviderFigures: Sendable {
    /// Calls that are counted together.
    public struct Key: Hashable, Sendable {
        /// Who was asked.
        public let provider: ProviderID
        /// For what.
        public let operation: ProviderOperation
    }

    /// What became of them.
    public struct Calls: Sendable {
        /// How many worked.
        public var successes = 0
        /// How many did not.
        public var failures = 0
        /// How many were not made, since the provider had failed too often just before.
        public var refused = 0
        /// Seconds of those that were made.
        public var seconds = Histogram(bounds: ProviderFigures.bounds)
    }

    /// Seconds.
    static let bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

    private let calls = Mutex<[Key: Calls]>([:])

    /// Nothing was asked so far.
    public init() {}

    /// All of it.
    public var all: [Key: Calls] { calls.withLock { $0 } }

    enum Outcome: String {
        case success, error
        case refused = "circuit_open"
    }

    func note(_ operation: ProviderOperation, of provider: ProviderID, _ outcome: Outcome, seconds: Double) {
        calls.withLock { calls in
            let key = Key(provider: provider, operation: operation)
            var entry = calls[key] ?? Calls()
            switch outcome {
            case .success: entry.successes += 1
            case .error: entry.failures += 1
            case .refused: entry.refused += 1
            }
            if outcome != .refused { entry.seconds.observe(seconds) }
            calls[key] = entry
        }
    }
}
