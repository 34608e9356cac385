public import Domain
public import Foundation
import HTTP
public import Logging
public import Storage

/// Everything that a server is made of, composed once from the settings.
public struct Shop: Sendable {
    /// The database.
    public let store: Store
    /// The marketplaces.
    public let providers: ProviderSet
    /// The clock.
    public let time: any TimeSource
    /// Drives the sessions.
    public let supervisor: SessionSupervisor
    /// What users ask of sessions.
    public let desk: SessionDesk
    /// Compares rows and accounts, one pass at a time.
    public let reconciliation: ReconciliationRounds
    /// Makes this process the one server of the database.
    public let lease: ServerLease
    /// What was for rent a moment ago.
    public let market: MarketWatch
    /// The templates that providers recommend.
    public let templates: TemplateBook
    /// What this process saw of its calls to providers.
    public let calls = ProviderFigures()
    /// Where everything is written that costs money or saves some.
    public let audit: AuditLog
    /// When it was composed.
    public let startedAt: Date
    /// The version of the program.
    public let version: String
    /// What it was made from.
    public let settings: Settings
    /// Works behind the routes.
    public let service: ShopService

    /// Composes a server's parts; touches nothing.
    public init(
        settings: Settings, store: Store, providers: ProviderSet, resources: ResourceLocator, time: any TimeSource, owner: SessionOwner,
        logger: Logger, version: String
    ) {
        self.version = version
        self.settings = settings
        self.store = store
        startedAt = time.now
        audit = AuditLog(logger)
        let records = AuditedRecords(base: store, audit: audit)
        let calls = calls
        let providers = providers.observed(by: logger, figures: calls)
        self.providers = providers
        self.time = time
        let deadlines = settings.deadlines
        templates = TemplateBook(providers: providers, time: time)
        let live = Inventory(providers: providers, store: store, time: time)
        let seal = KeySeal(databasePath: settings.databasePath)
        let bells = Alarms(settings, store: store, time: time, logger: logger)
        let alarms = AlarmLine(bells)
        let sessions = SessionService(
            records: records, providers: providers,
            selector: OfferSelector(inventory: live, store: store, time: time, deadlines: deadlines),
            seal: seal, time: time, deadlines: deadlines, script: resources.benchmarkScript,
            archiveFolder: settings.archiveFolder, owner: owner, gate: LaunchGate(perMinute: settings.launchesPerMinute), alarms: alarms,
            accountAge: 60, templates: templates)
        let supervisor = SessionSupervisor(
            service: sessions, records: records, time: time, interval: settings.checkInterval, alarms: alarms, logger: logger)
        self.supervisor = supervisor
        let market = MarketWatch(live, time: time, ttl: settings.inventoryTTL)
        self.market = market
        desk = SessionDesk(
            service: sessions, store: store, seal: seal, supervisor: supervisor, market: market, providers: providers,
            templates: templates, time: time, deadlines: deadlines, audit: audit)
        let reconciler = Reconciler(
            providers: providers, records: records, time: time, deadlines: deadlines, grace: settings.orphanGrace, alarms: alarms
        ) { id in try await supervisor.ended(id, within: .seconds(30))?.state.step == .finished }
        reconciliation = ReconciliationRounds(
            every: settings.reconciliationInterval, startsAtOnce: settings.startupSweep, time: time, pass: reconciler.pass)
        lease = ServerLease(store: store, owner: owner, time: time)
        let watch = BudgetWatch(store: store, alarms: bells)
        let sender = WebhookSender(store: store, client: HTTPClient(), seal: seal, log: { logger.warning("\($0)") })
        let jobs = [
            PeriodicJob("looking at the budgets", every: settings.checkInterval, time: time) { _ = try await watch.check(at: time.now) },
            PeriodicJob("forgetting keys", every: settings.checkInterval, time: time) { try await store.pruneOpenings(at: time.now) },
            PeriodicJob("telling of alarms", every: .seconds(5), time: time) { _ = try await sender.deliverDue(at: time.now) },
        ]
        service = ShopService(
            supervisor: supervisor, lease: lease, rounds: reconciliation, market: market, jobs: jobs,
            patience: settings.shutdownTimeout / 2, time: time,
            logger: logger)
    }

    /// What consumers may spend.
    public var budgets: Budgets {
        Budgets(store: store, seal: KeySeal(databasePath: settings.databasePath), time: time, audit: audit)
    }

    /// Matrices of benchmarks.
    public var runs: RunDesk {
        RunDesk(store: store, providers: providers, time: time) { [market] in
            try await market.known(diskGB: OfferQuery.usualDiskGB).offers
        }
    }

    /// Whether requests can be served: nobody asked the process to end, and the database is there and ours.
    ///
    /// Throws when the database cannot be read.
    public func isReady() async throws -> Bool {
        guard !supervisor.isLeaving else { return false }
        return try await lease.isHeld()
    }
}
