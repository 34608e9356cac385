public import Domain
public import Logging
public import Storage

extension Alarms {
    /// Alarms that the log and, where the settings name one, the deployment's webhook hear of.
    public init(_ settings: Settings, store: Store, time: any TimeSource, logger: Logger) {
        let seal = KeySeal(databasePath: settings.databasePath)
        self.init(
            store: store, time: time, webhook: settings.alertWebhook.map { AlarmWebhook($0, seal: seal) },
            log: { logger.log(level: $0, "\($1)") })
    }
}
