import Dispatch

/// Runs an actor's jobs one after the other on a queue of its own.
///
/// libssh2 waits inside its calls. On this executor it holds up a thread of its queue and none of the few that
/// all other tasks share. `DispatchSerialQueue` would do, and is no executor on Linux.
final class SerialQueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
    }
}
