import Foundation
import Synchronization

/// Stops calling a service that keeps failing, and lets one call at a time find out whether it is back.
public final class CircuitBreaker: Sendable {
    /// Leave to make one call.
    struct Permit: Sendable {
        fileprivate let generation: Int
        fileprivate let isProbe: Bool
    }

    private struct State {
        var failures = 0
        var openedAt: Date?
        var isProbing = false
        /// Counts openings and closings, so that a call from before one cannot decide after it.
        var generation = 0
    }

    private let service: String
    private let threshold: Int
    private let pause: Duration
    private let time: HTTPTime
    private let state = Mutex(State())

    /// A closed circuit.
    ///
    /// - Parameters:
    ///   - service: whom it guards, for messages.
    ///   - threshold: failures in a row that open it.
    ///   - pause: how long it stays open before a trial call.
    ///   - time: where time comes from.
    public init(
        service: String, threshold: Int = 5, pause: Duration = .seconds(30), time: HTTPTime = .system
    ) {
        self.service = service
        self.threshold = threshold
        self.pause = pause
        self.time = time
    }

    /// Whether calls are being turned away or a trial call is due.
    public var isOpen: Bool { state.withLock { $0.openedAt != nil } }

    /// The same in the three words of those who watch it.
    public var condition: CircuitState {
        let now = time.now()
        return state.withLock { state in
            guard state.openedAt != nil else { return .closed }
            return state.isProbing || refusal(&state, now) == nil ? .halfOpen : .open
        }
    }

    /// Makes a call if the circuit lets it through; otherwise throws ``CircuitOpen`` without making it.
    public func guarding<Value>(
        _ call: () async throws -> Value, judging judge: (Value) -> Outcome
    ) async throws -> Value {
        let permit = try admit()
        do {
            let value = try await call()
            record(judge(value), for: permit)
            return value
        } catch {
            record(Outcome(error), for: permit)
            throw error
        }
    }

    /// Throws if a call would be turned away right now; lets nothing through and takes no trial call.
    func refuseIfOpen() throws(CircuitOpen) {
        let now = time.now()
        if let open = state.withLock({ refusal(&$0, now) }) { throw open }
    }

    private func refusal(_ state: inout State, _ now: Date) -> CircuitOpen? {
        guard let openedAt = state.openedAt else { return nil }
        guard !state.isProbing else { return CircuitOpen(service: service, retryAfter: .zero) }
        // A clock set back must not keep it open for longer than the pause.
        if now < openedAt { state.openedAt = now }
        let left = pause - .seconds(max(0, now.timeIntervalSince(openedAt)))
        return left > .zero ? CircuitOpen(service: service, retryAfter: left) : nil
    }

    func admit() throws(CircuitOpen) -> Permit {
        let now = time.now()
        let decision = state.withLock { state -> Result<Permit, CircuitOpen> in
            if let open = refusal(&state, now) { return .failure(open) }
            let isProbe = state.openedAt != nil
            if isProbe { state.isProbing = true }
            return .success(Permit(generation: state.generation, isProbe: isProbe))
        }
        return try decision.get()
    }

    func record(_ outcome: Outcome, for permit: Permit) {
        let now = time.now()
        state.withLock { state in
            guard permit.generation == state.generation else { return }
            if permit.isProbe { state.isProbing = false }
            switch outcome {
            case .neutral:
                break
            case .success:
                state.failures = 0
                if permit.isProbe {
                    state.openedAt = nil
                    state.generation += 1
                }
            case .failure:
                state.failures += 1
                guard permit.isProbe || state.failures >= threshold else { return }
                state.openedAt = now
                state.generation += 1
            }
        }
    }
}
