import ArgumentParser
import Domain
import Engine
import Foundation
import HTTP
import Logging
import Providers
import Storage

/// Everything a command works with, built once from the settings.
struct Context: Sendable {
    let settings: Settings
    let store: Store
    let providers: ProviderSet
    let resources: ResourceLocator
    let time: any TimeSource
    let output: Output

    /// Reads the settings, and warns of what is probably wrong in them.
    static func settings(_ output: Output) throws -> Settings {
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let settings = try Settings(process: ProcessInfo.processInfo.environment, folder: folder)
        for warning in settings.warnings { output.note("warning: \(warning)") }
        return settings
    }

    /// Reads the settings, opens the database, imports the shipped results the first time.
    static func make(_ options: CommonOptions) async throws -> Context {
        let output = Output(options)
        return try await make(with: try settings(output), output: output)
    }

    /// The same with settings that were read already.
    ///
    /// - Parameter isServer: a server logs its calls to the providers itself.
    static func make(with settings: Settings, output: Output, isServer: Bool = false) async throws -> Context {
        let time = SteadyTime()
        let store = try Store.open(at: settings.databasePath, time: time, deploymentOverride: settings.deployment)
        output.detail("database \(store.path), deployment \(store.deploymentID)")
        let executable = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let resources = try ResourceLocator(named: settings.home, executable: executable)
        let shipped = try await ShippedResults(store: store, time: time).importOnce(from: resources.results)
        if shipped.imported > 0 { output.note("imported \(shipped.imported) archived results that ship with the product") }
        for skipped in shipped.skipped { output.note("warning: \(skipped)") }
        var providers = Self.providers(settings, time: time)
        if output.verbosity == .verbose, !isServer {
            providers = providers.observed(by: .writing(settings.logsJSON, level: settings.logLevel, usual: .debug))
        }
        return Context(
            settings: settings, store: store, providers: providers, resources: resources,
            time: time, output: output)
    }

    /// What advice and renting need; a first run without credentials says how to go on.
    func requireProviders() throws {
        guard providers.isEmpty else { return }
        throw Problem(
            .noCredentials, "no marketplace is configured",
            hint: """
                Either make an API key at https://cloud.vast.ai/manage-keys/ and put VASTAI_API_KEY=<key> into the environment or a .env file here,
                      or try everything without an account: run 'make demo', or 'gpu-sandbox --port 8900 &' and then 'eval "$(gpu-sandbox env --port 8900)"'.
                """)
    }

    var inventory: Inventory { Inventory(providers: providers, store: store, time: time) }

    var templates: TemplateBook { TemplateBook(providers: providers, time: time) }

    /// Matrices of benchmarks, with what was last seen for rent; asks nobody.
    var runs: RunDesk {
        RunDesk(store: store, providers: providers, time: time) { [inventory] in
            try await inventory.known(diskGB: OfferQuery.usualDiskGB).offers
        }
    }

    var budgets: Budgets { Budgets(store: store, seal: KeySeal(databasePath: settings.databasePath), time: time) }

    func sessionService() throws -> SessionService {
        SessionService(
            store: store, providers: providers,
            selector: OfferSelector(inventory: inventory, store: store, time: time, deadlines: settings.deadlines),
            seal: KeySeal(databasePath: settings.databasePath), time: time, deadlines: settings.deadlines,
            resources: resources, archiveFolder: settings.archiveFolder, owner: try ProcessIdentity.current())
    }

    /// One line about sessions whose process died, for commands that do not take them up themselves.
    func mentionAbandoned() async throws {
        let abandoned = try await sessionService().abandoned()
        guard !abandoned.isEmpty else { return }
        output.note(
            "warning: \(abandoned.count) benchmark session\(abandoned.count == 1 ? " was" : "s were") left unfinished and may hold a machine; run 'gpu-shopper bench resume'"
        )
    }

    private static func providers(_ settings: Settings, time: any TimeSource) -> ProviderSet {
        guard let key = settings.vastKey else { return ProviderSet([]) }
        var options = VastOptions()
        options.requestsPerSecond = Double(settings.vastRequestsPerSecond)
        options.burst = 2 * settings.vastRequestsPerSecond
        return ProviderSet([
            VastProvider(
                baseURL: settings.vastBaseURL, key: key, client: HTTPClient(), time: time, sshUser: settings.vastUser, options: options)
        ])
    }
}
