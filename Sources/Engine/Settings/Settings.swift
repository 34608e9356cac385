public import Domain
public import Foundation

/// Everything the environment decides, read once at start.
public struct Settings: Sendable {
    /// The database file.
    public let databasePath: String
    /// Where collected archives are kept.
    public let archiveFolder: URL
    /// The folder that holds `bench-scripts` and `results`, when the user named it.
    public let home: URL?
    /// Overrides the database's deployment id.
    public let deployment: DeploymentID?
    /// Vast.ai's key, when there is one.
    public let vastKey: Secret?
    /// Where Vast.ai answers.
    public let vastBaseURL: URL
    /// Login name on Vast.ai machines.
    public let vastUser: String
    /// Ordinary calls to Vast.ai per second.
    public let vastRequestsPerSecond: Int
    /// The deadlines of a session's steps.
    public let deadlines: Deadlines
    /// Launches in any minute at most.
    public let launchesPerMinute: Int
    /// How often a server looks for sessions that nobody drives.
    public let checkInterval: Duration
    /// How old an orphan must be before it is ended.
    public let orphanGrace: Duration
    /// How often a server compares its rows with the providers.
    public let reconciliationInterval: Duration
    /// How long a server serves offers again.
    public let inventoryTTL: Duration
    /// The address a server listens on.
    public let serverHost: String
    /// The port it listens on.
    public let serverPort: Int
    /// A server to talk to instead of the local database.
    public let serverURL: URL?
    /// The token that commands send to a server, and that a server gives every right.
    public let apiToken: Secret?
    /// Every token that a server knows; empty for a server that answers this machine alone.
    public let apiTokens: [APIToken]
    /// Requests that a server takes from one token in a minute.
    public let apiRequestsPerMinute: Int
    /// Whether log lines are JSON.
    public let logsJSON: Bool
    /// `trace` to `critical`; `nil` leaves it to the command.
    public let logLevel: String?
    /// Whether a server compares its rows with the providers at its start, and not only an interval later.
    public let startupSweep: Bool
    /// How long a server may take to stop.
    public let shutdownTimeout: Duration
    /// Who is told of every alarm; `nil` for nobody.
    public let alertWebhook: Webhook?
    /// Probably misspelt names.
    public let warnings: [String]

    /// Reads `.env` in `folder` and the process environment.
    public init(process: [String: String], folder: URL) throws {
        let environment = try Environment.load(process: process, folder: folder)
        let alertSecret = environment.text(.alertWebhookSecret).map { Secret($0) }
        alertWebhook = try environment.text(.alertWebhookURL).map { try Webhook(url: $0, secret: alertSecret) }
        let isMute = alertSecret != nil && alertWebhook == nil
        apiToken = environment.text(.apiToken).map { Secret($0) }
        let further = try environment.text(.apiTokens).map(APIToken.list) ?? []
        apiTokens = (apiToken.map { [APIToken(consumer: nil, rights: .admin, secret: $0)] } ?? []) + further
        apiRequestsPerMinute = environment.integer(.apiRate)
        let isGuessable = apiTokens.contains { $0.secret.exposed.count < APIToken.leastLength }
        warnings =
            environment.warnings
            + (isMute ? ["ALERT_WEBHOOK_SECRET is set and ALERT_WEBHOOK_URL is not: nobody is told of alarms"] : [])
            + (isGuessable ? ["an API token has fewer than \(APIToken.leastLength) characters; make one with 'openssl rand -hex 24'"] : [])
        databasePath = DatabaseLocation.resolve(
            setting: environment.text(.database), folder: folder.path, environment: process)
        archiveFolder = URL(
            fileURLWithPath: environment.text(.archives).map {
                DatabaseLocation.expanded($0, folder: folder.path, environment: process)
            } ?? (databasePath as NSString).deletingLastPathComponent + "/archives")
        home = environment.text(.home).map {
            URL(fileURLWithPath: DatabaseLocation.expanded($0, folder: folder.path, environment: process))
        }
        deployment = environment.text(.deployment).flatMap(DeploymentID.init(rawValue:))
        vastKey = environment.text(.vastKey).map { Secret($0) }
        guard let base = environment.text(.vastBaseURL).flatMap(URL.init(string:)) else {
            throw Problem(.internalError, "the default of VASTAI_BASE_URL is no address")
        }
        vastBaseURL = base
        vastUser = environment.text(.vastUser) ?? "root"
        vastRequestsPerSecond = environment.integer(.vastRate)
        deadlines = Deadlines(environment)
        launchesPerMinute = environment.integer(.launchCap)
        checkInterval = environment.duration(.checkInterval)
        orphanGrace = environment.duration(.orphanGrace)
        reconciliationInterval = environment.duration(.reconciliation)
        inventoryTTL = environment.duration(.cacheTTL)
        serverHost = environment.text(.serverHost) ?? "127.0.0.1"
        serverPort = environment.integer(.serverPort)
        serverURL = environment.text(.serverURL).flatMap(URL.init(string:))
        logsJSON = environment.text(.logFormat)?.lowercased() == "json"
        logLevel = environment.text(.logLevel)?.lowercased()
        startupSweep = environment.text(.startupSweep)?.lowercased() != "false"
        shutdownTimeout = environment.duration(.shutdownTimeout)
    }
}
