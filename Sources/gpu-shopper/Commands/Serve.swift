import API
import ArgumentParser
import CMalloc
import Domain
import Engine
import Foundation
import Logging
import ServiceLifecycle
import Storage
import UnixSignals

/// `gpu-shopper serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the HTTP API and watch over rented machines until told to stop.",
        discussion: """
            One server works on a database at a time. SIGTERM and Ctrl-C end it within seconds and leave the machines of \
            its users running: the next start takes them up, as it does after a crash. Listens on this machine alone, unless callers are asked for a token (GPU_SHOPPER_API_TOKEN).

            gpu-shopper serve --port 8080
            """)

    @Option(help: "The address to listen on (SERVER_HOST); one of this machine's own.")
    var host: String?

    @Option(help: "The port to listen on (SERVER_PORT); 0 for any that is free.")
    var port: Int?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        // Else every thread gets a heap of its own; a server's threads come and go, and what they leave behind stays.
        _ = mallopt(M_ARENA_MAX, 2)
        let output = Output(common)
        let settings = try Context.settings(output)
        let address = try ListenAddress(
            host: host ?? settings.serverHost, port: port ?? settings.serverPort, asksForTokens: !settings.apiTokens.isEmpty)
        let context = try await Context.make(with: settings, output: output, isServer: true)
        let logger = Logger.writing(settings.logsJSON, level: settings.logLevel, usual: Self.level(common.verbosity))
        let shop = Shop(
            settings: settings, store: context.store, providers: context.providers, resources: context.resources, time: context.time,
            owner: try ProcessIdentity.current(), logger: logger, version: Version.text)
        try await shop.lease.take(address: address.url(port: address.port))
        do {
            try context.requireProviders()
            try await serve(shop, at: address, output: output, logger: logger)
        } catch {
            try await shop.lease.release()
            throw error
        }
    }

    private static func level(_ verbosity: Verbosity?) -> Logger.Level {
        switch verbosity {
        case .quiet: .warning
        case .verbose: .debug
        case nil: .info
        }
    }

    private func serve(_ shop: Shop, at address: ListenAddress, output: Output, logger: Logger) async throws {
        let server = APIServer(shop: shop, address: address, logger: logger) { port in
            let url = address.url(port: port)
            do {
                // Now the port is known, and with it where commands on this database find the server.
                try await shop.lease.take(address: url)
            } catch {
                logger.error("the server's address could not be noted: \(Problem(wrapping: error, doing: "noting it").message)")
            }
            output.line("listening on \(url)")
            shop.audit.note(.serverStarted, ["address": "\(url)", "deployment": "\(shop.store.deploymentID)"])
        }
        // The last one is stopped first: no request comes in any more when the sessions are laid to rest.
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: shop.service, serviceName: "sessions"), .init(service: server, serviceName: "http")],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = shop.settings.shutdownTimeout * 0.9
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // Stopping took longer than it may: what was left was cut off, and the rows say how to go on.
        }
        shop.audit.note(.shutdownCompleted)
    }
}
