import Domain
import Synchronization

/// A request to stop, from a signal: raised once, seen by every wait that may be cut short.
///
/// Launches and teardowns do not look at it.
public final class Interrupt: Sendable {
    private struct State {
        var signal: Int32?
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// Nothing raised yet.
    public init() {}

    /// The signal that was raised.
    public var signal: Int32? { state.withLock { $0.signal } }

    /// Raises it; later signals change nothing.
    public func raise(_ signal: Int32) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.signal == nil else { return [] }
            state.signal = signal
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Throws `Interrupted` when it was raised.
    public func check() throws {
        if let signal { throw Interrupted(signal: signal) }
    }

    /// Runs `work`, cancelled as soon as the interrupt is raised; throws `Interrupted` then.
    public func cutting<Value: Sendable>(_ work: @Sendable @escaping () async throws -> Value) async throws -> Value {
        try check()
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await self.wait()
                return nil
            }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let value = finished { return value }
                try check()
            }
            throw CancellationError()
        }
    }

    /// Returns when raised or when the task is cancelled.
    private func wait() async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let done = state.withLock { state in
                    if state.signal != nil || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if done { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}

/// Thrown out of a wait that a signal cut short.
public struct Interrupted: Error {
    /// The signal's number.
    public let signal: Int32
}
