public import Domain
import Foundation
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
    /// Compares rows and accounts.
    public let reconciler: Reconciler
    /// What was for rent a moment ago.
    public let inventory: InventoryCache
    /// What it was made from.
    public let settings: Settings
    /// Works behind the routes.
    public let service: ShopService

    /// Composes a server's parts; touches nothing.
    public init(
        settings: Settings, store: Store, providers: ProviderSet, resources: ResourceLocator, time: any TimeSource, owner: SessionOwner,
        logger: Logger
    ) {
        self.settings = settings
        self.store = store
        self.providers = providers
        self.time = time
        let deadlines = settings.deadlines
        let live = Inventory(providers: providers, store: store, time: time)
        let seal = KeySeal(databasePath: settings.databasePath)
        let bells = Alarms(
            store: store, time: time, webhook: settings.alertWebhook.map { AlarmWebhook($0, seal: seal) },
            log: { logger.critical("\($0)") })
        let alarms = AlarmLine(bells)
        let sessions = SessionService(
            records: store, providers: providers,
            selector: OfferSelector(inventory: live, store: store, time: time, deadlines: deadlines),
            seal: seal, time: time, deadlines: deadlines, script: resources.benchmarkScript,
            archiveFolder: settings.archiveFolder, owner: owner, gate: LaunchGate(perMinute: settings.launchesPerMinute), alarms: alarms,
            accountAge: 60)
        let supervisor = SessionSupervisor(
            service: sessions, records: store, time: time, interval: settings.checkInterval, alarms: alarms, logger: logger)
        self.supervisor = supervisor
        inventory = InventoryCache(live, time: time, ttl: settings.inventoryTTL)
        desk = SessionDesk(
            service: sessions, store: store, supervisor: supervisor, inventory: inventory, providers: providers, time: time,
            deadlines: deadlines)
        let reconciler = Reconciler(
            providers: providers, records: store, time: time, deadlines: deadlines, grace: settings.orphanGrace, alarms: alarms
        ) { id in try await supervisor.settled(id, within: .seconds(30))?.state.step == .finished }
        self.reconciler = reconciler
        let watch = BudgetWatch(store: store, alarms: bells)
        let sender = WebhookSender(store: store, client: HTTPClient(), seal: seal, log: { logger.warning("\($0)") })
        let jobs = [
            PeriodicJob("reconciliation", every: settings.reconciliationInterval, time: time) {
                let report = try await reconciler.pass()
                logger.info("reconciled: \(report.orphansFound) orphans, \(report.ghostsFound) ghosts, \(report.unknown) unknown")
            },
            PeriodicJob("looking at the budgets", every: settings.checkInterval, time: time) { _ = try await watch.check(at: time.now) },
            PeriodicJob("telling of alarms", every: .seconds(5), time: time) { _ = try await sender.deliverDue(at: time.now) },
        ]
        service = ShopService(
            supervisor: supervisor, lease: ServerLease(store: store, owner: owner, time: time), jobs: jobs, logger: logger)
    }
}
