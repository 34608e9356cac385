import SSH
import Synchronization

/// Remembers every progress report of a transfer.
final class ProgressLog: Sendable {
    private let log = Mutex<[TransferProgress]>([])

    var steps: [TransferProgress] { log.withLock { $0 } }

    var note: @Sendable (TransferProgress) -> Void {
        { step in self.log.withLock { $0.append(step) } }
    }
}
