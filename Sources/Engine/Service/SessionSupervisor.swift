public import Domain
import Foundation
package import Logging
import Storage
import Synchronization

/// Keeps every unfinished session driven: those of this server, and those that dead processes left.
///
/// One task per session at work, all of them children of `run`; a session whose user works on its machine needs none until it
/// is looked at again. What a session cannot get done now (a machine that cannot be proved gone, a database that is locked) is
/// taken up again after a pause, for as long as it takes.
public final class SessionSupervisor: Sendable {
    private struct Resting {
        let worker: SessionWorker
        let claim: SessionClaim
        var until: Date
    }

    private struct Driven {
        let interrupt: Interrupt
        var resting: Resting?
    }

    private struct State {
        var driven: [SessionID: Driven] = [:]
        /// When a session that could not go on is taken up again.
        var pausedUntil: [SessionID: Date] = [:]
        var isLeaving = false
        /// Whether somebody wants sessions to be looked for now.
        var isRung = false
        /// Machines in use that are being looked at for the first time, and whether more of them wait for that.
        var firstLooks = 0
        var areOthersWaiting = false
        /// When the next session at rest, or the next one that nobody drives, is looked at.
        var wakesAt = Date.distantPast
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
            var next = Date.distantPast
            while !isLeaving, !Task.isCancelled {
                do {
                    if isDue(next) {
                        next = time.now.addingTimeInterval(interval / .seconds(1))
                        for session in try await records.unfinished(at: time.now) where !isLeaving {
                            guard let claim = try await takeUp(session) else { continue }
                            let interrupt = start(session.id)
                            group.addTask { await self.drive(claim, interrupt, isInUse: session.isInUse) }
                        }
                    }
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("unfinished sessions cannot be looked for: \(Problem(wrapping: error, doing: "reading them").message)")
                }
                for rested in awakened() { group.addTask { await self.goOn(rested) } }
                await bell.wait(atMost: untilWaking(next), time: time)
            }
            // Those at rest let go of their rows.
            for rested in awakened() { group.addTask { await self.goOn(rested) } }
        }
    }

    /// Looks for sessions to drive at once.
    public func ring() {
        state.withLock { $0.isRung = true }
        bell.ring()
    }

    /// A session's row says something new: whoever drives it here looks at it at once.
    public func nudge(_ id: SessionID) {
        state.withLock { $0.driven[id] }?.interrupt.raise(.row)
        // After that: who comes to rest sees what was raised, or is awakened here.
        state.withLock { $0.driven[id]?.resting?.until = .distantPast }
        ring()
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

    /// Takes a session that nobody drives; `nil` when somebody does, or when it is not its time.
    private func takeUp(_ session: UnfinishedSession) async throws -> SessionClaim? {
        let id = session.id
        guard mayTakeUp(session, at: time.now) else { return nil }
        do {
            if let claim = try await service.take(id) { return claim }
        } catch let problem as Problem {
            logger.error("session \(id) cannot be taken up: \(problem)")
            pause(id, problem.code == .conflict ? 300 : 30)
        } catch {
            // Its turn is given back whatever happened: else no machine in use would be looked at after some of these.
            if session.isInUse { looked() }
            throw error
        }
        if session.isInUse { looked() }
        return nil
    }

    /// Machines in use are looked at a few at a time after a restart: none of them is in a hurry, and a thousand at once take a
    /// thousand connections.
    private func mayTakeUp(_ session: UnfinishedSession, at now: Date) -> Bool {
        state.withLock { state in
            guard state.driven[session.id] == nil, state.pausedUntil[session.id] ?? .distantPast <= now else { return false }
            guard session.isInUse else { return true }
            guard state.firstLooks < Self.mostFirstLooks else {
                state.areOthersWaiting = true
                return false
            }
            state.firstLooks += 1
            return true
        }
    }

    /// A machine in use was looked at: it is the next ones' turn.
    private func looked() {
        let isTurn = state.withLock { state in
            state.firstLooks -= 1
            guard state.areOthersWaiting, state.firstLooks <= Self.mostFirstLooks / 2 else { return false }
            state.areOthersWaiting = false
            return true
        }
        if isTurn { ring() }
    }

    private static let mostFirstLooks = 32

    /// Whether it is time to look for sessions that nobody drives.
    private func isDue(_ next: Date) -> Bool {
        let isRung = state.withLock { state in
            defer { state.isRung = false }
            return state.isRung
        }
        return isRung || time.now >= next
    }

    /// Sessions whose rest is over, out of it; all of them when this process is to leave.
    private func awakened() -> [Resting] {
        let now = time.now
        return state.withLock { state in
            var due: [Resting] = []
            for (id, driven) in state.driven {
                guard let resting = driven.resting, resting.until <= now || state.isLeaving else { continue }
                state.driven[id]?.resting = nil
                due.append(resting)
            }
            return due
        }
    }

    /// How long nothing is to be done; sessions that rest until about the same time are awakened together.
    private func untilWaking(_ next: Date) -> Duration {
        let now = time.now
        let wakes = state.withLock { state in
            state.wakesAt = state.driven.values.compactMap(\.resting?.until).reduce(next, min)
            return state.wakesAt
        }
        return .seconds(max(0.1, wakes.timeIntervalSince(now)))
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

    private func drive(_ claim: SessionClaim, _ interrupt: Interrupt, isInUse: Bool) async {
        let id = claim.session.id
        let worker = service.worker(interrupt: interrupt) { [logger] progress in logger.debug("session \(id): \(progress.stage)") }
        await taking(id) {
            defer { if isInUse { looked() } }
            return try await worker.attend(claim)
        } andThen: {
            try await work($0, worker)
        }
    }

    private func goOn(_ resting: Resting) async {
        await taking(resting.claim.session.id) {
            try await resting.worker.attend(resting.claim)
        } andThen: {
            try await work($0, resting.worker)
        }
    }

    /// Does a session's work until it rests or is over for this process.
    private func taking(
        _ id: SessionID, _ look: () async throws -> Attendance, andThen work: (Attendance) async throws -> Bool
    ) async {
        do {
            if try await work(try await look()) { return }
        } catch let stale as StaleClaim {
            logger.info("\(stale)")
        } catch is CancellationError {
            logger.info("session \(id) was left where it is")
        } catch {
            await failed(id, Problem(wrapping: error, doing: "session \(id)"))
        }
        _ = state.withLock { $0.driven.removeValue(forKey: id) }
    }

    /// Goes on from a look; true when the session is at rest, false when it is over.
    private func work(_ first: Attendance, _ worker: SessionWorker) async throws -> Bool {
        var attendance = first
        while case .resting(let claim, let pause) = attendance {
            if pause > .zero, rest(claim, worker, for: pause) { return true }
            // It is about to end, or what was raised must be read.
            if pause > .zero { try await time.sleep(for: .milliseconds(50)) }
            attendance = try await worker.attend(claim)
        }
        guard case .over(let session) = attendance else { return false }
        if session.state.step == .finished { try await LabelSweep(worker: worker).run(session) }
        logger.info("session \(session.id) is \(session.state.outcome?.rawValue ?? "left as it is: \(session.state.step.rawValue)")")
        return false
    }

    /// Lays a session to rest, unless something was raised while it was looked at.
    private func rest(_ claim: SessionClaim, _ worker: SessionWorker, for pause: Duration) -> Bool {
        let until = time.now.addingTimeInterval(pause / .seconds(1))
        let (isAtRest, isNext) = state.withLock { state in
            guard worker.interrupt.cause == nil, !state.isLeaving else { return (false, false) }
            state.driven[claim.session.id]?.resting = Resting(worker: worker, claim: claim, until: until)
            return (true, until < state.wakesAt)
        }
        if isNext { bell.ring() }
        return isAtRest
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
