public import Domain
import Foundation
package import Logging
import Storage
import Synchronization

/// Keeps every unfinished session driven: those of this server, and those that dead processes left.
///
/// One task per session, all of them children of `run`. What a session cannot get done now (a machine that cannot be
/// proved gone, a database that is locked) is taken up again after a pause, for as long as it takes.
public final class SessionSupervisor: Sendable {
    private struct Driven {
        let interrupt: Interrupt
    }

    private struct State {
        var driven: [SessionID: Driven] = [:]
        /// When a session that could not go on is taken up again.
        var pausedUntil: [SessionID: Date] = [:]
        var isLeaving = false
    }

    private let service: SessionService
    private let records: any SessionRecords
    private let time: any TimeSource
    private let interval: Duration
    private let alarms: AlarmLine
    private let logger: Logger
    private let state = Mutex(State())
    private let bell = Bell()

    /// - Parameter interval: how often sessions that nobody drives are looked for, besides when somebody rings.
    package init(
        service: SessionService, records: any SessionRecords, time: any TimeSource, interval: Duration, alarms: AlarmLine, logger: Logger
    ) {
        self.service = service
        self.records = records
        self.time = time
        self.interval = interval
        self.alarms = alarms
        self.logger = logger
    }

    /// Sessions that are driven at this moment.
    public var drivenCount: Int { state.withLock { $0.driven.count } }

    /// Whether it was told to leave.
    public var isLeaving: Bool { state.withLock { $0.isLeaving } }

    /// Drives sessions until it is told to leave; then every session comes to rest where its row says.
    public func run() async {
        await withDiscardingTaskGroup { group in
            while !state.withLock({ $0.isLeaving }), !Task.isCancelled {
                do {
                    for claim in try await takeUp() {
                        let interrupt = start(claim.session.id)
                        group.addTask { await self.drive(claim, interrupt) }
                    }
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("unfinished sessions cannot be looked for: \(Problem(wrapping: error, doing: "reading them").message)")
                }
                await bell.wait(atMost: interval, time: time)
            }
        }
    }

    /// Looks for sessions to drive at once.
    public func ring() { bell.ring() }

    /// A session's row says something new: whoever drives it here looks at it at once.
    public func nudge(_ id: SessionID) {
        state.withLock { $0.driven[id] }?.interrupt.raise(.row)
        bell.ring()
    }

    /// Every session is to come to rest where it is; a launch under way is finished first.
    public func leave() {
        let driven = state.withLock { state in
            state.isLeaving = true
            return Array(state.driven.values)
        }
        for session in driven { session.interrupt.raise(.leaving) }
        bell.ring()
    }

    /// The session once it is finished, or as it stands when `patience` is over; `nil` when there is none.
    public func settled(_ id: SessionID, within patience: Duration) async throws -> Session? {
        let limit = time.now.addingTimeInterval(patience / .seconds(1))
        nudge(id)
        while true {
            let session = try await records.session(id)
            guard let session, session.state.step != .finished, time.now < limit else { return session }
            try await time.sleep(for: .milliseconds(100))
        }
    }

    /// The same for a session that was told to end, unless it is another live process that must obey: that one takes its time.
    func ended(_ id: SessionID, within patience: Duration) async throws -> Session? {
        nudge(id)
        guard try await service.mayTake(id) else { return try await records.session(id) }
        return try await settled(id, within: patience)
    }

    private func takeUp() async throws -> [SessionClaim] {
        var claims: [SessionClaim] = []
        for session in try await records.sessions(unfinishedOnly: true) {
            let now = time.now
            let isWaiting = state.withLock { $0.driven[session.id] != nil || ($0.pausedUntil[session.id] ?? .distantPast) > now }
            guard !isWaiting else { continue }
            do {
                if let claim = try await service.take(session.id) { claims.append(claim) }
            } catch let problem as Problem {
                logger.error("session \(session.id) cannot be taken up: \(problem)")
                pause(session.id, problem.code == .conflict ? 300 : 30)
            }
        }
        return claims
    }

    private func start(_ id: SessionID) -> Interrupt {
        let interrupt = Interrupt()
        let isLeaving = state.withLock { state in
            state.driven[id] = Driven(interrupt: interrupt)
            return state.isLeaving
        }
        if isLeaving { interrupt.raise(.leaving) }
        return interrupt
    }

    private func drive(_ claim: SessionClaim, _ interrupt: Interrupt) async {
        let id = claim.session.id
        defer {
            _ = state.withLock { $0.driven.removeValue(forKey: id) }
        }
        do {
            let session = try await service.drive(claim, interrupt: interrupt) { [logger] progress in
                logger.debug("session \(id): \(progress.stage)")
            }
            logger.info("session \(id) is \(session.state.outcome?.rawValue ?? "left as it is: \(session.state.step.rawValue)")")
        } catch let stale as StaleClaim {
            logger.info("\(stale)")
        } catch is CancellationError {
            logger.info("session \(id) was left where it is")
        } catch {
            await failed(id, Problem(wrapping: error, doing: "session \(id)"))
        }
    }

    private func failed(_ id: SessionID, _ problem: Problem) async {
        logger.error("session \(id): \(problem)")
        pause(id, 15)
        guard problem.code == .teardownUnverified else { return }
        do {
            let machine = try await records.session(id)?.currentAttempt?.instance?.description ?? "session \(id)"
            try await alarms.raise(.teardownLate, machine, problem.message)
        } catch {
            logger.error("an alarm could not be raised: \(Problem(wrapping: error, doing: "raising it").message)")
        }
    }

    private func pause(_ id: SessionID, _ seconds: TimeInterval) {
        let until = time.now.addingTimeInterval(seconds)
        state.withLock { $0.pausedUntil[id] = until }
    }
}
