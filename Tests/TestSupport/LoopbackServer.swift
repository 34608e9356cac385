public import Foundation
import Synchronization

/// A scripted HTTP/1.1 server on 127.0.0.1 with a port of its own; ends with its last reference.
public final class LoopbackServer: Sendable {
    private let core: LoopbackServerCore

    /// Starts serving; `answer` runs on the connection's own thread and may take its time.
    public init(_ answer: @escaping @Sendable (ReceivedRequest) -> ScriptedAnswer) throws {
        core = try LoopbackServerCore(answer)
        core.start()
    }

    deinit {
        core.stop()
    }

    /// Where it listens.
    public var port: Int { core.port }

    /// Host and port.
    public var authority: String { "127.0.0.1:\(port)" }

    /// Where it listens, with scheme and without a final slash.
    public var baseURL: URL { URL(string: "http://\(authority)") ?? URL(filePath: "/") }

    /// Everything that arrived so far, in order.
    public var requests: [ReceivedRequest] { core.state.withLock { $0.requests } }

    /// Connections accepted so far.
    public var connections: Int { core.state.withLock { $0.accepted } }

    /// How often a client closed while the script was waiting for that, or still sending.
    public var closedByClient: Int { core.state.withLock { $0.closedByClient } }

    /// Closes everything; later connections are refused for as long as this object lives.
    public func stop() {
        core.stop()
    }

    /// Waits until `condition` holds for this server; says whether it did within ``Patience/limit``.
    public func reaches(_ condition: (LoopbackServer) -> Bool) async throws -> Bool {
        try await Patience.sees { condition(self) }
    }
}
