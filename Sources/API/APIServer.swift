import Domain
public import Engine
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP server of a shop.
///
/// A graceful shutdown stops accepting, cuts waits short and finishes what is short work.
public struct APIServer: Service {
    private let shop: Shop
    private let address: ListenAddress
    private let logger: Logger
    private let listening: @Sendable (Int) async -> Void

    /// - Parameter listening: called with the port once connections are accepted.
    public init(shop: Shop, address: ListenAddress, logger: Logger, listening: @escaping @Sendable (Int) async -> Void) {
        self.shop = shop
        self.address = address
        self.logger = logger
        self.listening = listening
    }

    /// Serves until it is told to stop; throws a `Problem` when it cannot listen where it should.
    public func run() async throws {
        let listening = listening
        let application = Application(
            responder: HeadResponder(inner: try APIRouter.make(shop).buildResponder()),
            server: .http1(configuration: .init(additionalChannelHandlers: [RequestPatience()], idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(address.host, port: address.port), serverName: nil),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? 0) },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw Problem(
                .conflict, "cannot listen on \(address.url(port: address.port)): \(error)",
                hint: "Another program may use the port; choose one with --port or SERVER_PORT.", cause: error)
        }
    }
}
