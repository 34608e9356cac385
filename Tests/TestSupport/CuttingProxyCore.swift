import Foundation
import Glibc
import Synchronization

/// The part of a `CuttingProxy` that its threads keep alive.
final class CuttingProxyCore: Sendable {
    struct State {
        var bytesFromServer: [Int] = []
        /// Open descriptors and how many threads still use each.
        var users: [Int32: Int] = [:]
        var isStopped = false
    }

    let port: Int
    let state = Mutex(State())
    private let target: Int
    private let plan: [CuttingProxy.Behaviour]
    private let listener: Int32

    init(to target: Int, _ plan: [CuttingProxy.Behaviour]) throws {
        (listener, port) = try LoopbackSocket.listening()
        self.target = target
        self.plan = plan
    }

    func start() {
        Thread { self.acceptAll() }.start()
    }

    func stop() {
        state.withLock { state in
            if state.isStopped { return }
            state.isStopped = true
            for descriptor in state.users.keys { LoopbackSocket.shutDown(descriptor) }
            LoopbackSocket.shutDown(listener)
        }
    }

    private func acceptAll() {
        while let client = LoopbackSocket.next(listener) {
            let number = state.withLock { state -> Int in
                state.bytesFromServer.append(0)
                return state.bytesFromServer.count - 1
            }
            handle(client, number, plan.isEmpty ? .pass : plan[min(number, plan.count - 1)])
        }
        close(listener)
    }

    private func handle(_ client: Int32, _ number: Int, _ behaviour: CuttingProxy.Behaviour) {
        switch behaviour {
        case .closeAtOnce:
            close(client)
        case .resetAtOnce:
            LoopbackSocket.prepareReset(client)
            close(client)
        case .silence:
            register(client, users: 1)
            Thread {
                while LoopbackSocket.receive(client) != nil {}
                self.release(client)
            }.start()
        case .pass: join(client, number, cutAfter: .max, delay: nil)
        case .cut(let count): join(client, number, cutAfter: count, delay: nil)
        case .delay(let roundTrip): join(client, number, cutAfter: .max, delay: roundTrip / 2)
        }
    }

    private func join(_ client: Int32, _ number: Int, cutAfter limit: Int, delay: Duration?) {
        guard let server = LoopbackSocket.connected(to: target) else {
            close(client)
            return
        }
        register(client, users: 2)
        register(server, users: 2)
        pump(from: client, to: server, limit: .max, delay: delay) { _ in }
        pump(from: server, to: client, limit: limit, delay: delay) { count in
            self.state.withLock { $0.bytesFromServer[number] += count }
        }
    }

    private func pump(
        from source: Int32, to sink: Int32, limit: Int, delay: Duration?, count: @escaping @Sendable (Int) -> Void
    ) {
        let line = delay.map(DelayLine.init)
        if let line {
            Thread {
                while let bytes = LoopbackSocket.receive(source) { line.push(bytes) }
                line.end()
            }.start()
        }
        Thread {
            var left = limit
            while left > 0, let bytes = line.map({ $0.next() }) ?? LoopbackSocket.receive(source) {
                let part = bytes.prefix(left)
                left -= part.count
                count(part.count)
                guard LoopbackSocket.send(part, to: sink) else { break }
            }
            LoopbackSocket.shutDown(source)
            LoopbackSocket.shutDown(sink)
            self.release(source)
            self.release(sink)
        }.start()
    }

    private func register(_ descriptor: Int32, users: Int) {
        state.withLock { state in
            state.users[descriptor] = users
            if state.isStopped { LoopbackSocket.shutDown(descriptor) }
        }
    }

    private func release(_ descriptor: Int32) {
        state.withLock { state in
            let left = (state.users[descriptor] ?? 1) - 1
            state.users[descriptor] = left > 0 ? left : nil
            if left == 0 { close(descriptor) }
        }
    }
}
