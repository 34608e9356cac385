import Foundation
import Glibc
import Synchronization

/// The part of a `LoopbackServer` that its threads keep alive.
final class LoopbackServerCore: Sendable {
    struct State {
        var requests: [ReceivedRequest] = []
        var accepted = 0
        var closedByClient = 0
        var open: Set<Int32> = []
        var isStopped = false
    }

    let state = Mutex(State())
    let answer: @Sendable (ReceivedRequest) -> ScriptedAnswer
    /// Keeps the port ours after the end, so that it refuses connections rather than being somebody else's.
    private let place: ReservedPort
    private let listener: Int32

    init(_ answer: @escaping @Sendable (ReceivedRequest) -> ScriptedAnswer) throws {
        place = try ReservedPort()
        listener = try LoopbackSocket.listening(at: place.number)
        self.answer = answer
    }

    var port: Int { place.number }

    func start() {
        let thread = Thread { self.acceptAll() }
        thread.name = "loopback"
        thread.start()
    }

    func stop() {
        state.withLock { state in
            if state.isStopped { return }
            state.isStopped = true
            // Under the lock, so that no connection closes its descriptor, and somebody else reuses the
            // number, in between.
            for descriptor in state.open { LoopbackSocket.shutDown(descriptor) }
            LoopbackSocket.shutDown(listener)
        }
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    private func acceptAll() {
        while let descriptor = LoopbackSocket.next(listener) {
            let number = state.withLock { state -> Int? in
                guard !state.isStopped else { return nil }
                state.accepted += 1
                state.open.insert(descriptor)
                return state.accepted
            }
            guard let number else {
                close(descriptor)
                break
            }
            Thread { LoopbackConnection(descriptor, number, self).serve() }.start()
        }
        close(listener)
    }

    func end(_ descriptor: Int32) {
        state.withLock { state in
            state.open.remove(descriptor)
            close(descriptor)
        }
    }
}
