public import Domain
import Foundation
public import Logging
public import Storage

/// Compares rows and accounts without a server, and sees the sessions whose machines are gone to their ends itself.
public struct LocalReconciliation: Sendable {
    private let reconciler: Reconciler

    /// Composes it from the settings; `service` drives the sessions that are to be closed.
    public init(
        settings: Settings, store: Store, providers: ProviderSet, service: SessionService, time: any TimeSource, logger: Logger
    ) {
        reconciler = Reconciler(
            providers: providers, records: store, time: time, deadlines: settings.deadlines, grace: settings.orphanGrace,
            alarms: AlarmLine(Alarms(settings, store: store, time: time, logger: logger))
        ) { id in
            // A session that a live process drives is that process's to close: its row says now that it must.
            guard let claim = try await service.take(id) else { return false }
            return try await service.drive(claim, interrupt: Interrupt(), report: { _ in }).state.step == .finished
        }
    }

    /// One pass over every provider.
    public func pass() async throws -> ReconciliationReport { try await reconciler.pass() }
}
