public import Domain
import Logging

/// Something that a server does again and again; one round that fails is said, and the next one comes.
public struct PeriodicJob: Sendable {
    private let name: String
    private let interval: Duration
    private let time: any TimeSource
    private let work: @Sendable () async throws -> Void

    /// - Parameter interval: the pause between two rounds; the first comes at once.
    public init(_ name: String, every interval: Duration, time: any TimeSource, _ work: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.interval = interval
        self.time = time
        self.work = work
    }

    /// Works until the task is cancelled.
    func run(logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await work()
            } catch is CancellationError {
                return
            } catch {
                logger.error("\(name) failed: \(Problem(wrapping: error, doing: name).message)")
            }
            do { try await time.sleep(for: interval) } catch { return }
        }
    }
}
