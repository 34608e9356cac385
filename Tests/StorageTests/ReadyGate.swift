import Synchronization

/// Lets threads begin something at one moment.
final class ReadyGate: Sendable {
    private let missing: Atomic<Int>

    init(_ count: Int) { missing = Atomic(count) }

    /// Returns when all have called it; holds the processor until then, so that all go on at once.
    func wait() {
        missing.subtract(1, ordering: .acquiringAndReleasing)
        while missing.load(ordering: .acquiring) > 0 {}
    }
}
