import Foundation
import Synchronization

/// A TCP proxy on loopback that treats each connection as told: the bad network for tests.
public final class CuttingProxy: Sendable {
    /// What happens to one connection.
    public enum Behaviour: Sendable {
        /// All bytes go through.
        case pass
        /// Both sides are closed once this many bytes of the server went through.
        case cut(afterBytesFromServer: Int)
        /// The client is closed right after it was accepted.
        case closeAtOnce
        /// The client is reset right after it was accepted.
        case resetAtOnce
        /// The client is accepted and hears nothing.
        case silence
        /// All bytes go through, half of this late in each direction.
        case delay(roundTrip: Duration)
        /// All bytes go through, but the answers to a client that sends these wait for ``CuttingProxy/letGo()``.
        case hold(answersTo: String)
    }

    private let core: CuttingProxyCore

    /// Listens on a free port and forwards to `target`, another port of this machine.
    ///
    /// - Parameter plan: the behaviour of the first, second, ... connection; the last one is for all others too.
    public init(to target: Int, _ plan: Behaviour...) throws {
        core = try CuttingProxyCore(to: target, plan)
        core.start()
    }

    deinit {
        core.stop()
    }

    /// The port to connect to.
    public var port: Int { core.port }

    /// How many bytes of the server went through, by connection in the order they were accepted.
    public var bytesFromServer: [Int] { core.state.withLock { $0.bytesFromServer } }

    /// How many connections were accepted.
    public var connections: Int { bytesFromServer.count }

    /// Answers that are held back go on their way, now and later.
    public func letGo() {
        core.letGo()
    }

    /// Closes everything; calling it again is harmless.
    public func stop() {
        core.stop()
    }
}
