import Synchronization

/// When the script that a machine was rented with runs, and the processes that run it.
///
/// It runs each time the machine comes up, and never once the machine has ended.
final class StartScript: Sendable {
    private let state = Mutex(State())

    /// One coming up of the machine.
    struct Turn: Hashable, Sendable {
        fileprivate var number = 0
    }

    private struct State {
        /// The newest one.
        var turn = Turn()
        /// Whether the newest one is still to come.
        var isDue = false
        /// The machine has ended.
        var isClosed = false
        /// Whether there may be something of it to clear away.
        var hasRun = false
        /// Those nobody has waited for yet.
        var processes: [ChildProcess] = []
    }

    /// Makes it due in a new turn, which replaces an older one; `nil` when it never will be again.
    func schedule() -> Turn? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            state.turn.number += 1
            state.isDue = true
            return state.turn
        }
    }

    /// The machine was stopped, maybe before it came up.
    func cancel() {
        state.withLock { $0.isDue = false }
    }

    /// Starts it when it is this turn; under the lock, so that what closes the script finds the process.
    func run(_ turn: Turn, _ start: () throws -> ChildProcess) throws {
        try state.withLock { state in
            guard state.isDue, state.turn == turn else { return }
            state.isDue = false
            state.hasRun = true
            state.processes.append(try start())
        }
    }

    /// Whether all that was started has ended.
    func isOver() -> Bool {
        state.withLock { state in
            state.processes.removeAll { $0.ended() != nil }
            return state.processes.isEmpty
        }
    }

    /// Keeps it from ever running again; `true` for the first caller when it has run, who has to clear away what it left.
    func close() -> Bool {
        state.withLock { state in
            defer { state.hasRun = false }
            state.isDue = false
            state.isClosed = true
            return state.hasRun
        }
    }

    /// Ends what was started and all below it, also what has put its environment off; blocks the calling thread.
    func end() {
        let processes = state.withLock { state in
            defer { state.processes = [] }
            return state.processes
        }
        for process in processes {
            ProcessTable.end(process.pid)
            _ = process.waitForEnd()
        }
    }
}
