public import Domain
public import Foundation
public import Logging
public import Storage

/// Raises and ends alarms: on record, in the log and, where somebody wants to be told, in the outbox.
///
/// The row and the message become durable together, so that no alarm is raised and never told.
public struct Alarms: Sendable {
    private let store: Store
    private let time: any TimeSource
    private let webhook: AlarmWebhook?
    private let log: @Sendable (Logger.Level, String) -> Void

    /// Joins what it needs; works as well with nobody to tell.
    public init(
        store: Store, time: any TimeSource, webhook: AlarmWebhook? = nil,
        log: @escaping @Sendable (Logger.Level, String) -> Void = { _, _ in }
    ) {
        self.store = store
        self.time = time
        self.webhook = webhook
        self.log = log
    }

    /// Raises an alarm, now unless told otherwise; false when it stands already, and nobody is told again.
    ///
    /// `details` are figures for a program, an object in the message.
    @discardableResult
    public func raise<Details: Encodable & Sendable>(
        _ kind: Alarm.Kind, _ subject: String, _ message: String, details: Details = NoDetails(), at date: Date? = nil
    ) async throws -> Bool {
        let date = date ?? time.now
        let isNew = try await store.raise(
            kind, subject, message, at: date, deliveries: messages(body(kind, subject, message, details, at: date)))
        if isNew { log(.critical, "alarm \(kind.rawValue) (\(subject)): \(message)") }
        return isNew
    }

    /// Ends an alarm, now unless told otherwise; false when none stood.
    @discardableResult
    public func clear(_ kind: Alarm.Kind, _ subject: String, at date: Date? = nil) async throws -> Bool {
        let wasStanding = try await store.clear(kind, subject, at: date ?? time.now)
        if wasStanding { log(.notice, "alarm \(kind.rawValue) (\(subject)) is over") }
        return wasStanding
    }

    /// Says that a budget runs short, once in a period, to the deployment's address and to the budget's own.
    func alert(_ kind: Alarm.Kind, about budget: Budget, _ status: BudgetStatus, _ message: String, at date: Date) async throws {
        let body = try body(kind, budget.consumer, message, status, at: date)
        var deliveries = messages(body).filter { $0.url != budget.webhookURL }
        if let url = budget.webhookURL {
            deliveries.append(NewDelivery(url: url, body: body, sealedSecret: budget.sealedWebhookSecret))
        }
        let isNew = try await store.alertBudget(
            kind, of: budget.consumer, period: budget.period.key(at: date), message: message, deliveries: deliveries, at: date)
        if isNew { log(.critical, "alarm \(kind.rawValue) (\(budget.consumer)): \(message)") }
    }

    private func body(
        _ kind: Alarm.Kind, _ subject: String, _ message: String, _ details: some Encodable, at date: Date
    ) throws -> Data {
        try WebhookEvent(
            event: kind.rawValue, subject: subject, message: message, at: date, deployment: store.deploymentID, details: details
        ).body()
    }

    /// The message for the deployment's address, if there is one; a secret that cannot be sealed keeps no alarm from being
    /// raised.
    private func messages(_ body: Data) -> [NewDelivery] {
        do {
            return try webhook.map { [try $0.message(body)] } ?? []
        } catch {
            log(.error, "the alert webhook cannot be told: \(error)")
            return []
        }
    }
}
