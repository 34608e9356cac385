import Hummingbird
public import Logging
import NIOCore
import NIOPosix

/// A cloud in a process: marketplace, machines and a control API on one loopback port.
public struct SandboxServer: Sendable {
    private let options: SandboxOptions
    private let logger: Logger

    /// A sandbox that is not running yet.
    public init(_ options: SandboxOptions = SandboxOptions(), logger: Logger = Logger(label: "gpu-sandbox")) {
        self.options = options
        self.logger = logger
    }

    /// Serves while `body` runs, which is given the port; then ends every machine and removes what is temporary.
    ///
    /// Throws ``SandboxProblem`` when the port or the data folder belongs to somebody else.
    public func run<Value: Sendable>(_ body: (Int) async throws -> Value) async throws -> Value {
        try options.check()
        let folder = try DataFolder.open(options.dataDirectory)
        let guardian: Guardian
        do {
            guardian = try Guardian(folder: folder)
        } catch {
            folder.remove()
            throw error
        }
        let cloud = Cloud(options: options)
        let park = MachinePark(
            cloud: cloud, folder: folder, guardian: guardian, logger: logger,
            group: MultiThreadedEventLoopGroup.singleton)
        if let objection = SSHAccount.objection { logger.warning("\(objection)") }
        let result: Result<Value, any Error>
        do {
            result = .success(try await serve(cloud, park, body))
        } catch {
            result = .failure(error)
        }
        // A cancelled caller still waits for this: nothing may stay behind.
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        _ = try? await NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            guardian.release()
            folder.remove()
        }.get()
        return try result.get()
    }

    private func serve<Value: Sendable>(
        _ cloud: Cloud, _ park: MachinePark, _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let router = Router(context: SandboxContext.self)
        VastDialect(cloud: cloud, park: park, logger: logger).addRoutes(to: router)
        ControlDialect(cloud: cloud, park: park).addRoutes(to: router)
        return try await LoopbackServer.serve(router, port: options.port, logger: logger) { port in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await park.run(servedAt: port) }
                defer { group.cancelAll() }
                return try await body(port)
            }
        }
    }
}
