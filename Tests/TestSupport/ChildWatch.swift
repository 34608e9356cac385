import Foundation
import Glibc
import Synchronization

/// Learns of a program's end the moment it comes, on a thread of its own.
public final class ChildWatch: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private let child: ChildProcess
    private let state = Mutex(State())

    /// Watches a program that nobody else waits for.
    public init(_ child: ChildProcess) {
        self.child = child
        Thread {
            child.awaitEnd()
            // Under the lock, so that no signal goes to a number that is somebody else's by now.
            let (status, waiting) = self.state.withLock { state in
                let status = child.endNow()
                state.status = status
                defer { state.waiting = [] }
                return (status, state.waiting)
            }
            for one in waiting { one.resume(returning: status) }
        }.start()
    }

    /// Its process id.
    public var pid: Int32 { child.pid }

    /// The exit status, or the signal that ended it; `nil` while it runs.
    public var status: Int32? { state.withLock { $0.status } }

    /// Waits for its end; the same as ``status`` then.
    public func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Sends a signal; nothing happens after its end.
    public func signal(_ number: Int32) {
        state.withLock { if $0.status == nil { _ = kill(child.pid, number) } }
    }
}
