import ArgumentParser
import Console
import Glibc
import Logging
import Sandbox
import ServiceLifecycle
import UnixSignals

/// Runs a sandbox until it is told to stop; what `gpu-sandbox` does when no other command is named.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the marketplace and its machines (the default).")

    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case yes, no
    }

    /// Where `env` looks too, when no port is given.
    static let usualPort = 8790

    @Option(help: "Port on 127.0.0.1; 0 picks a free one.")
    var port = usualPort

    @Option(help: "Folder for the machines' files (default: a temporary one, removed at the end).")
    var data: String?

    @Option(help: "Prices, places and true speeds follow from it.")
    var seed: UInt64 = 1

    @Option(help: "Seconds from creating a machine until it runs.")
    var bootSeconds = 1.5

    @Option(help: "Seconds that pulling a model takes.")
    var pullSeconds = 2.0

    @Option(help: "Seconds that loading a model into GPU memory takes.")
    var loadSeconds = 0.3

    @Option(help: "Seconds from running until what a machine serves on its open ports is healthy.")
    var apiSeconds = 0.5

    @Option(help: "Whether machines run the start script they were rented with: yes or no. A thousand machines do better without.")
    var startScripts = Choice.yes

    @Option(help: "Offers on the market, at most 10000.")
    var offers = 48

    @Option(help: "Dollars on the account.")
    var balance = 25.0

    func validate() throws {
        do throws(SandboxProblem) {
            try options.check()
        } catch {
            throw ValidationError(error.description)
        }
    }

    func run() async throws {
        StandardStream.occupyClosedOnes()
        // A write to a reader that went away is to fail, not to end the program.
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "gpu-sandbox")
        logger.logLevel = .warning
        OpenFiles.allowAsManyAsPossible()
        let options = options
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(
                        service: SandboxService(server: SandboxServer(options, logger: logger)),
                        successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let problem as SandboxProblem {
            // Nobody is left to tell when this fails.
            _ = StandardStream.errors.write("error: \(problem)\n")
            throw ExitCode(1)
        }
    }

    private var options: SandboxOptions {
        var options = SandboxOptions()
        options.port = port
        options.dataDirectory = data
        options.seed = seed
        options.bootSeconds = bootSeconds
        options.pullSeconds = pullSeconds
        options.loadSeconds = loadSeconds
        options.apiSeconds = apiSeconds
        options.offers = offers
        options.balance = balance
        options.startScripts = startScripts == .yes
        return options
    }
}
