import Synchronization

/// The query arguments that a request's route says it understands, for whoever tells callers of the others.
final class KnownArguments: Sendable {
    private let known = Mutex<Set<String>>([])

    func add(_ names: [String]) { known.withLock { $0.formUnion(names) } }

    var names: Set<String> { known.withLock { $0 } }
}
