import Domain
import Engine
import Foundation
import Storage

/// Where a command stands that talks to a server: the way there, and what the local database can say when there is none.
struct ServerDesk: Sendable {
    let settings: Settings
    let output: Output
    let link: ServerLink

    /// Reads the settings and finds the server; asks nobody.
    static func make(_ common: CommonOptions, _ options: ServerOptions) async throws -> ServerDesk {
        let output = Output(common)
        let settings = try Context.settings(output)
        if let named = try named(options, settings: settings, output: output) {
            return ServerDesk(settings: settings, output: output, link: named)
        }
        return ServerDesk(
            settings: settings, output: output, link: try await unnamed(settings: settings, output: output))
    }

    /// The same for a command that asks a server only where one was named: which one works on the database is not looked for.
    static func looking(_ common: CommonOptions, _ options: ServerOptions) throws -> ServerDesk {
        let output = Output(common)
        let settings = try Context.settings(output)
        let link = try named(options, settings: settings, output: output) ?? usual(settings, output)
        return ServerDesk(settings: settings, output: output, link: link)
    }

    /// The local database, for what can be done without a server.
    func local() async throws -> Context { try await Context.make(with: settings, output: output) }

    /// Says that the local database answers in a server's place.
    func noteLocal(_ context: Context) {
        output.note("note: no server answers at \(link.url); this is what the database \(context.store.path) says")
    }

    /// The local database, unless the user named a server: for what needs none.
    func localUnlessNamed() async throws -> Context? { link.isNamed ? nil : try await local() }

    /// Prints what a server answered, as it is.
    func show(_ answer: ServerAnswer) { output.line(String(decoding: answer.body, as: UTF8.self)) }

    private static func named(_ options: ServerOptions, settings: Settings, output: Output) throws -> ServerLink? {
        guard let text = options.server else {
            return settings.serverURL.map { ServerLink($0, isNamed: true, token: settings.apiToken, output: output) }
        }
        guard let url = ServiceAddress.url(text) else {
            throw Problem(
                .invalidInput, "--server must be http:// or https:// and a host, without /api", hint: "E.g. http://127.0.0.1:8080")
        }
        return ServerLink(url, isNamed: true, token: settings.apiToken, output: output)
    }

    private static func unnamed(settings: Settings, output: Output) async throws -> ServerLink {
        guard let url = await standing(settings, output) else { return try usual(settings, output) }
        return ServerLink(url, isNamed: false, token: settings.apiToken, output: output)
    }

    private static func usual(_ settings: Settings, _ output: Output) throws -> ServerLink {
        let host = settings.serverHost.contains(":") ? "[\(settings.serverHost)]" : settings.serverHost
        guard let url = ServiceAddress.url("http://\(host):\(settings.serverPort)") else {
            throw Problem(.invalidInput, "SERVER_HOST is no host name: \(settings.serverHost)")
        }
        return ServerLink(url, isNamed: false, token: settings.apiToken, output: output)
    }

    /// Where the server of the local database listens, when there is a database and a server.
    private static func standing(_ settings: Settings, _ output: Output) async -> URL? {
        guard FileManager.default.fileExists(atPath: settings.databasePath) else { return nil }
        do {
            let time = SystemTime()
            let store = try Store.open(at: settings.databasePath, time: time, deploymentOverride: settings.deployment)
            return try await ServerLease.standing(in: store, at: time.now).flatMap { ServiceAddress.url($0.address) }
        } catch {
            // The server may answer all the same.
            output.note("warning: \(Problem(wrapping: error, doing: "looking for the server").message)")
            return nil
        }
    }
}
