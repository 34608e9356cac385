import Synchronization

/// Ties a waiting task to its transfer; remembers a cancellation that comes before the transfer exists.
final class TransferTicket: Sendable {
    private let flag = Atomic<Bool>(false)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() { flag.store(true, ordering: .releasing) }
}
