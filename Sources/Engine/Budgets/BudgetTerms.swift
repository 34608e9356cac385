public import Domain

/// A budget as somebody sets it.
public struct BudgetTerms: Hashable, Sendable {
    /// What becomes of the webhook.
    public enum WebhookChange: Hashable, Sendable {
        /// It stays as it is, its secret included.
        case keep
        /// Nobody is told any more.
        case remove
        /// This one is told.
        case set(Webhook)
    }

    /// Whose budget.
    public var consumer: String
    /// The most.
    public var limit: USD
    /// What counts.
    public var period: Budget.Period
    /// What becomes of running work once all is spent.
    public var whenExceeded: Budget.WhenExceeded
    /// Who is told.
    public var webhook: WebhookChange

    /// Describes a budget.
    public init(
        consumer: String, limit: USD, period: Budget.Period = .month, whenExceeded: Budget.WhenExceeded = .refuse,
        webhook: WebhookChange = .keep
    ) {
        self.consumer = consumer
        self.limit = limit
        self.period = period
        self.whenExceeded = whenExceeded
        self.webhook = webhook
    }
}
