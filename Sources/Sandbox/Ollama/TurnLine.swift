import Synchronization

/// One turn at a time, first come first served: a server with one slot per model.
final class TurnLine: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isTaken = false
        var waiting: [(ticket: Int, resume: CheckedContinuation<Bool, Never>)] = []
        var cancelled: Set<Int> = []
        var nextTicket = 0
    }

    /// A turn; it ends when it is told to or forgotten.
    final class Turn: Sendable {
        private let line: TurnLine
        private let hasEnded = Mutex(false)

        fileprivate init(_ line: TurnLine) { self.line = line }

        deinit { end() }

        func end() {
            let isFirst = hasEnded.withLock { ended in
                defer { ended = true }
                return !ended
            }
            if isFirst { line.pass() }
        }
    }

    /// Waits for the turn; throws `CancellationError` when the caller is cancelled meanwhile.
    func turn() async throws -> Turn {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let isMine = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
                let answer: Bool? = state.withLock { state in
                    if state.cancelled.remove(ticket) != nil { return false }
                    guard state.isTaken else {
                        state.isTaken = true
                        return true
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
                    state.cancelled.insert(ticket)
                    return nil as CheckedContinuation<Bool, Never>?
                }
                return state.waiting.remove(at: index).resume
            }
            waiting?.resume(returning: false)
        }
        guard isMine else { throw CancellationError() }
        return Turn(self)
    }

    private func pass() {
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isTaken = false
                return nil as CheckedContinuation<Bool, Never>?
            }
            return state.waiting.removeFirst().resume
        }
        next?.resume(returning: true)
    }
}
