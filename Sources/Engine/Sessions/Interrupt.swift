import Domain
import Synchronization

/// A request to stop what may be cut short: raised once, seen by every wait that looks at it.
///
/// Launches and teardowns do not look at it.
public final class Interrupt: Sendable {
    /// Why it was raised.
    public enum Cause: Hashable, Sendable {
        /// A signal: the session is to end.
        case signal(Int32)
        /// The session's row says more than its driver knows: it is to be read again.
        case row
        /// The process is to end, and the session is to stay as it is for the next one.
        case leaving
    }

    private struct State {
        var cause: Cause?
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// Nothing raised yet.
    public init() {}

    /// Why it was raised.
    public var cause: Cause? { state.withLock { $0.cause } }

    /// The signal that was raised.
    public var signal: Int32? {
        guard case .signal(let number) = cause else { return nil }
        return number
    }

    /// Whether the process is to end and leave the session.
    public var isLeaving: Bool { cause == .leaving }

    /// Raises it for a signal; later ones change nothing.
    public func raise(_ signal: Int32) { raise(.signal(signal)) }

    /// Raises it; only leaving replaces an earlier cause.
    public func raise(_ cause: Cause) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.cause == nil || cause == .leaving else { return [] }
            state.cause = cause
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Throws `Interrupted` when it was raised.
    public func check() throws {
        if let cause { throw Interrupted(cause: cause) }
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
                    if state.cause != nil || Task.isCancelled { return true }
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

/// Thrown out of a wait that was cut short.
public struct Interrupted: Error {
    /// Why.
    public let cause: Interrupt.Cause

    /// The signal's number; that of SIGTERM when it was none.
    public var signal: Int32 {
        guard case .signal(let number) = cause else { return 15 }
        return number
    }
}
