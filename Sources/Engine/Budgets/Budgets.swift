public import Domain
import Foundation
public import Storage

/// Sets, shows and removes what consumers may spend.
public struct Budgets: Sendable {
    private let store: Store
    private let seal: KeySeal
    private let time: any TimeSource
    private let audit: AuditLog

    /// Joins what it needs.
    public init(store: Store, seal: KeySeal, time: any TimeSource, audit: AuditLog = .none) {
        self.store = store
        self.seal = seal
        self.time = time
        self.audit = audit
    }

    /// The longest name of a consumer, in bytes.
    public static let longestConsumer = 128
    private static let largest = USD(micros: 1_000_000_000_000_000)

    /// Sets a budget in place of the one there was; holds for new work at once, and touches nothing that runs.
    /// - Throws: `Problem` with code `invalidInput` for a limit that is not above 0 and a consumer without a usable name.
    @discardableResult
    public func set(_ terms: BudgetTerms) async throws -> BudgetStatus {
        guard terms.limit > .zero, terms.limit <= Self.largest else {
            throw Problem(.invalidInput, "the limit of a budget must be above 0", hint: "Give dollars, such as 25 or 0.50.")
        }
        let isClean = terms.consumer.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isClean, (1...Self.longestConsumer).contains(terms.consumer.utf8.count) else {
            throw Problem(
                .invalidInput, "a consumer's name must have 1 to \(Self.longestConsumer) bytes, without control characters",
                hint: "Sessions without a name of their own belong to '\(SessionPlan.defaultConsumer)'.")
        }
        let (url, secret) = try await webhook(terms)
        try await store.setBudget(
            Budget(
                consumer: terms.consumer, limit: terms.limit, period: terms.period, whenExceeded: terms.whenExceeded, webhookURL: url,
                sealedWebhookSecret: secret, updatedAt: time.now))
        audit.note(
            .budgetSet,
            [
                "consumer": "\(terms.consumer)", "limit_usd": "\(terms.limit.dollars)", "period": "\(terms.period.rawValue)",
                "when_exceeded": "\(terms.whenExceeded.rawValue)",
            ])
        return try await status(of: terms.consumer)
    }

    /// Takes a budget away.
    /// - Throws: `Problem` with code `notFound` when there is none.
    public func remove(_ consumer: String) async throws {
        guard try await store.removeBudget(of: consumer, at: time.now) else { throw Self.missing(consumer) }
        audit.note(.budgetRemoved, ["consumer": "\(consumer)"])
    }

    /// All budgets as they stand now, in the order of their consumers.
    public func statuses() async throws -> [BudgetStatus] {
        try await store.budgetUses(at: time.now).map { BudgetStatus($0.budget, $0.use) }
    }

    /// A consumer's budget as it stands now.
    /// - Throws: `Problem` with code `notFound` when there is none.
    public func status(of consumer: String) async throws -> BudgetStatus {
        guard let (budget, use) = try await store.budgetUse(of: consumer, at: time.now) else { throw Self.missing(consumer) }
        return BudgetStatus(budget, use)
    }

    private func webhook(_ terms: BudgetTerms) async throws -> (url: String?, secret: Data?) {
        switch terms.webhook {
        case .remove:
            return (nil, nil)
        case .set(let webhook):
            return (webhook.url, try webhook.sealedSecret(with: seal))
        case .keep:
            let before = try await store.budget(of: terms.consumer)
            return (before?.webhookURL, before?.sealedWebhookSecret)
        }
    }

    private static func missing(_ consumer: String) -> Problem {
        Problem(.notFound, "'\(consumer.prefix(128))' has no budget", hint: "It may spend what it likes until one is set.")
    }
}
