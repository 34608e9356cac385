public import Domain
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
    private let rounds: ReconciliationRounds
    private let market: MarketWatch
    private let jobs: [PeriodicJob]
    private let patience: Duration
    private let time: any TimeSource
    private let logger: Logger

    /// - Parameters:
    ///   - jobs: what is done again and again beside the sessions.
    ///   - patience: how long workers may take to finish what must not be cut short, such as the answer to a launch.
    public init(
        supervisor: SessionSupervisor, lease: ServerLease, rounds: ReconciliationRounds, market: MarketWatch, jobs: [PeriodicJob],
        patience: Duration,
        time: any TimeSource, logger: Logger
    ) {
        self.supervisor = supervisor
        self.lease = lease
        self.rounds = rounds
        self.market = market
        self.jobs = jobs
        self.patience = patience
        self.time = time
        self.logger = logger
    }

    /// Runs until the process is asked to end; throws when another server took the database.
    public func run() async throws {
        do {
            try await work()
        } catch is CancellationError {
            // The process is to end at once: that is no failure of the work, and the rows say how to go on.
        }
        try await lease.release()
    }

    private func work() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await driving() }
            group.addTask { try await lease.keep(logger: logger) }
            group.addTask { await rounds.run(logger: logger) }
            group.addTask { await market.run(logger: logger) }
            for job in jobs { group.addTask { await job.run(logger: logger) } }
            defer { group.cancelAll() }
            // The first to end is the supervisor, which was told to leave, or a lease that was lost.
            try await group.next()
        }
    }

    private func driving() async {
        await withTaskGroup { group in
            group.addTask { await supervisor.run() }
            group.addTask {
                do {
                    try await gracefulShutdown()
                    AuditLog(logger).note(.shutdownStarted, ["sessions_driven": "\(supervisor.drivenCount)"])
                    supervisor.leave()
                    // Who is not at rest by then is cut off: the row says how to go on.
                    try await time.sleep(for: patience)
                } catch {
                    // Cancelled: the supervisor is done, or everything is to end.
                    supervisor.leave()
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
