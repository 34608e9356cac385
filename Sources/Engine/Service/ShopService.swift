import Domain
import Foundation
public import Logging
public import ServiceLifecycle
import Storage

/// What works behind a server's routes, for as long as it runs: drives sessions, reconciles, keeps the lease.
///
/// A graceful shutdown leaves healthy sessions to the next start: every one comes to rest where its row says.
public struct ShopService: Service {
    private let supervisor: SessionSupervisor
    private let lease: ServerLease
    private let jobs: [PeriodicJob]
    private let logger: Logger

    /// How long workers may take to finish what must not be cut short, such as the answer to a launch.
    private static let patience: Duration = .seconds(5)

    /// - Parameter jobs: what is done again and again beside the sessions.
    public init(supervisor: SessionSupervisor, lease: ServerLease, jobs: [PeriodicJob], logger: Logger) {
        self.supervisor = supervisor
        self.lease = lease
        self.jobs = jobs
        self.logger = logger
    }

    /// Runs until the process is asked to end; throws when another server took the database.
    public func run() async throws {
        let (supervisor, lease, jobs, logger) = (supervisor, lease, jobs, logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await Self.driving(supervisor) }
            group.addTask { try await lease.keep() }
            for job in jobs { group.addTask { await job.run(logger: logger) } }
            defer { group.cancelAll() }
            // The first to end is the supervisor, which was told to leave, or a lease that was lost.
            try await group.next()
        }
        try await lease.release()
    }

    private static func driving(_ supervisor: SessionSupervisor) async {
        await withTaskGroup { group in
            group.addTask { await supervisor.run() }
            group.addTask {
                // Returns when a graceful shutdown begins, or when the supervisor is done.
                try? await gracefulShutdown()
                supervisor.leave()
                // Who is not at rest by then is cut off: the row says how to go on.
                try? await Task.sleep(for: patience)
            }
            await group.next()
            group.cancelAll()
        }
    }
}
