import Synchronization

/// Lets one task through at a time, or a few, in the order of arrival; waiting can be cancelled.
package final class Turnstile: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var taken = 0
        var lastID: UInt64 = 0
        var waiting: [Waiter] = []
        var cancelledEarly: Set<UInt64> = []
    }

    private let places: Int
    private let state = Mutex(State())

    /// Lets so many through at a time.
    package init(places: Int = 1) { self.places = places }

    /// How many wait outside.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Does some work when it is its turn.
    package func passing<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await work()
    }

    /// Waits for the turn; every return without an error must be followed by `leave`.
    package func enter() async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        defer { state.withLock { _ = $0.cancelledEarly.remove(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                arrive(Waiter(id: id, continuation: continuation))
            }
        } onCancel: {
            withdraw(id)
        }
    }

    /// Gives the turn to whoever waits longest.
    package func leave() {
        let next = state.withLock { state -> Waiter? in
            guard !state.waiting.isEmpty else {
                state.taken -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.continuation.resume()
    }

    private func arrive(_ waiter: Waiter) {
        let decision = state.withLock { state -> Result<Void, any Error>? in
            if state.cancelledEarly.contains(waiter.id) { return .failure(CancellationError()) }
            guard state.taken >= places else {
                state.taken += 1
                return .success(())
            }
            state.waiting.append(waiter)
            return nil
        }
        if let decision { waiter.continuation.resume(with: decision) }
    }

    private func withdraw(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
                state.cancelledEarly.insert(id)
                return nil
            }
            return state.waiting.remove(at: index)
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }
}
