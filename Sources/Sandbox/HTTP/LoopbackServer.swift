import Hummingbird
import Logging
import NIOCore

/// An HTTP server on 127.0.0.1 that lives as long as a piece of work.
enum LoopbackServer {
    /// Serves a router while `body` runs, which is given the port; port 0 picks a free one.
    static func serve<Value: Sendable>(
        _ router: Router<SandboxContext>, port: Int, logger: Logger, body: (Int) async throws -> Value
    ) async throws -> Value {
        // It reports every server that is stopped while a client is connected as an error.
        var logger = logger
        logger.logLevel = .critical
        let (ports, source) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [ClientPresence()])),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { channel in source.yield(channel.localAddress?.port ?? 0) },
            logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { source.finish() }
                do {
                    try await application.run()
                } catch is CancellationError {
                } catch {
                    throw SandboxProblem("cannot serve on 127.0.0.1:\(port): \(error)")
                }
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                throw CancellationError()
            }
            let value = try await body(port)
            group.cancelAll()
            return value
        }
    }
}
