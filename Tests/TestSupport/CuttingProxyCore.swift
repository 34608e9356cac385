import Foundation
import Glibc
import Synchronization

/// The part of a `CuttingProxy` that its threads keep alive.
final class CuttingProxyCore: Sendable {
    struct State {
        var bytesFromServer: [Int] = []
        /// Open descriptors and how many threads still use each.
        var users: [Int32: Int] = [:]
        /// Connections whose answers wait.
        var held: Set<Int> = []
        var isStopped = false
    }

    let state = Mutex(State())
    private let target: Int
    private let plan: [CuttingProxy.Behaviour]
    private let place: ReservedPort
    private let listener: Int32
    private let gate = DispatchSemaphore(value: 0)

    init(to target: Int, _ plan: [CuttingProxy.Behaviour]) throws {
        place = try ReservedPort()
        listener = try LoopbackSocket.listening(at: place.number)
        self.target = target
        self.plan = plan
    }

    var port: Int { place.number }

    func start() {
        Thread { self.acceptAll() }.start()
    }

    /// Answers that are held back go on their way, now and later.
    func letGo() {
        gate.signal()
    }

    func stop() {
        letGo()
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
        case .pass: join(client, number)
        case .cut(let count): join(client, number, cutAfter: count)
        case .delay(let roundTrip): join(client, number, delay: roundTrip / 2)
        case .hold(let start): join(client, number, holding: Data(start.utf8))
        }
    }

    private func join(
        _ client: Int32, _ number: Int, cutAfter limit: Int = .max, delay: Duration? = nil, holding start: Data? = nil
    ) {
        guard let server = LoopbackSocket.connected(to: target) else {
            close(client)
            return
        }
        register(client, users: 2)
        register(server, users: 2)
        pump(from: client, to: server, limit: .max, delay: delay) { bytes in
            if let start, bytes.starts(with: start) { self.state.withLock { _ = $0.held.insert(number) } }
        }
        pump(from: server, to: client, limit: limit, delay: delay) { bytes in
            if self.state.withLock({ $0.held.contains(number) }) {
                self.gate.wait()
                self.gate.signal()
            }
            self.state.withLock { $0.bytesFromServer[number] += bytes.count }
        }
    }

    /// Carries bytes one way; `before` sees each part before it is sent.
    private func pump(
        from source: Int32, to sink: Int32, limit: Int, delay: Duration?, before: @escaping @Sendable (Data) -> Void
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
                before(part)
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
