import Foundation
import HTTP
import Synchronization
import TestSupport

/// Time that moves only when told to, or by itself while somebody sleeps.
final class StepTime: Sendable {
    private struct Sleeper {
        let id: Int
        let until: Date
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Date(timeIntervalSince1970: 1_750_000_000)
        var slept: [Duration] = []
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var lastID = 0
    }

    private let state = Mutex(State())
    private let passesBySleeping: Bool

    /// With `passesBySleeping` every sleep returns at once and moves the time.
    init(passesBySleeping: Bool) {
        self.passesBySleeping = passesBySleeping
    }

    var time: HTTPTime {
        HTTPTime(now: { self.now }, sleep: { try await self.sleep($0) })
    }

    var now: Date { state.withLock { $0.now } }
    var slept: [Duration] { state.withLock { $0.slept } }
    var sleepers: Int { state.withLock { $0.sleepers.count } }

    func advance(by seconds: Double) {
        let due = state.withLock { state in
            state.now += seconds
            let due = state.sleepers.filter { $0.until <= state.now }
            state.sleepers.removeAll { $0.until <= state.now }
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    private func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        let seconds = duration / .seconds(1)
        let id = state.withLock { state in
            state.slept.append(duration)
            if passesBySleeping { state.now += seconds }
            state.lastID += 1
            return state.lastID
        }
        guard !passesBySleeping else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if state.cancelled.contains(id) { return true }
                    state.sleepers.append(Sleeper(id: id, until: state.now + seconds, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                state.cancelled.insert(id)
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}

/// Waits until something is so; says whether it came to be.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    try await Patience.sees { condition() }
}
