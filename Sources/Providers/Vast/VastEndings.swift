import Synchronization

/// The machines whose end this process has asked for: questions about them are not held back any more.
final class VastEndings: Sendable {
    private let ids = Mutex<Set<Int>>([])

    func insert(_ id: Int) {
        ids.withLock { _ = $0.insert(id) }
    }

    func contains(_ id: Int) -> Bool {
        ids.withLock { $0.contains(id) }
    }
}
