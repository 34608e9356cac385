import Domain
import Logging
import Synchronization

/// Reconciles every so often, and whenever somebody asks.
///
/// One pass at a time: a second one would meet the work of the first half-way. A pass runs on the server's own task, so a
/// caller who hangs up cuts nothing short.
public final class ReconciliationRounds: Sendable {
    private typealias Asker = CheckedContinuation<ReconciliationReport, any Error>

    private struct State {
        var askers: [Int: Asker] = [:]
        var nextAsker = 0
        var isOver = false
    }

    private let interval: Duration
    private let startsAtOnce: Bool
    private let time: any TimeSource
    private let pass: @Sendable () async throws -> ReconciliationReport
    private let state = Mutex(State())
    private let bell = Bell()

    /// - Parameters:
    ///   - interval: the pause between two passes that nobody asked for; a shorter one follows a pass that met trouble.
    ///   - startsAtOnce: whether the first one comes before the first pause.
    init(
        every interval: Duration, startsAtOnce: Bool, time: any TimeSource,
        pass: @escaping @Sendable () async throws -> ReconciliationReport
    ) {
        self.interval = interval
        self.startsAtOnce = startsAtOnce
        self.time = time
        self.pass = pass
    }

    /// What a pass that begins after this call finds and does; those who ask meanwhile share it.
    ///
    /// Throws `.unavailable` when the server ends before that, `CancellationError` when the caller is cancelled; the pass
    /// goes on then.
    public func ask() async throws -> ReconciliationReport {
        let id = state.withLock { state in
            state.nextAsker += 1
            return state.nextAsker
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { asker in
                let refusal: (any Error)? = state.withLock { state in
                    if state.isOver { return Self.ending }
                    if Task.isCancelled { return CancellationError() }
                    state.askers[id] = asker
                    return nil
                }
                if let refusal { asker.resume(throwing: refusal) } else { bell.ring() }
            }
        } onCancel: {
            state.withLock { $0.askers.removeValue(forKey: id) }?.resume(throwing: CancellationError())
        }
    }

    /// Makes passes until the task is cancelled.
    func run(logger: Logger) async {
        if !startsAtOnce { await bell.wait(atMost: interval, time: time) }
        while !Task.isCancelled {
            // Who is in there now is answered by this pass; until then everybody may still leave.
            let asking = state.withLock { Set($0.askers.keys) }
            var rest = min(interval, ReconciliationReport.shortRest)
            do {
                let report = try await pass()
                rest = report.rest(of: interval)
                logger.info("reconciled: \(report.orphansFound) orphans, \(report.ghostsFound) ghosts, \(report.unknown) unknown")
                for asker in take(asking) { asker.resume(returning: report) }
            } catch {
                let problem = error is CancellationError ? Self.ending : Problem(wrapping: error, doing: "reconciliation")
                if !(error is CancellationError) { logger.error("reconciliation failed: \(problem.message)") }
                for asker in take(asking) { asker.resume(throwing: problem) }
            }
            await bell.wait(atMost: rest, time: time)
        }
        let left = state.withLock { state in
            state.isOver = true
            return Set(state.askers.keys)
        }
        for asker in take(left) { asker.resume(throwing: Self.ending) }
    }

    private func take(_ ids: Set<Int>) -> [Asker] {
        state.withLock { state in ids.compactMap { state.askers.removeValue(forKey: $0) } }
    }

    private static let ending = Problem(.unavailable, "the server is stopping", hint: "Ask again when it is back.")
}
