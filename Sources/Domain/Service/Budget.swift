public import Foundation

/// The most that a consumer may spend: new work starts only where it fits.
public struct Budget: Hashable, Sendable {
    /// What spending counts.
    public enum Period: String, Hashable, Sendable, Codable, CaseIterable {
        /// That of the calendar month, in UTC.
        case month
        /// That of all time.
        case total
    }

    /// What becomes of running work once the limit is reached.
    public enum WhenExceeded: String, Hashable, Sendable, Codable, CaseIterable {
        /// It goes on; nothing new starts.
        case refuse
        /// It is ended.
        case end
    }

    /// Whose budget.
    public let consumer: String
    /// The most.
    public var limit: USD
    /// What counts.
    public var period: Period
    /// What becomes of running work.
    public var whenExceeded: WhenExceeded
    /// Who is told when it runs short; `nil` for nobody beside the deployment's own alert webhook.
    public var webhookURL: String?
    /// What those messages are signed with, sealed with the key file beside the database and bound to the address.
    public var sealedWebhookSecret: Data?
    /// The period for which it was said that most of the budget is spent.
    public var warnedFor: String?
    /// The period for which it was said that the budget is spent.
    public var exceededFor: String?
    /// When it was last set.
    public var updatedAt: Date

    /// Describes a budget.
    public init(
        consumer: String, limit: USD, period: Period = .month, whenExceeded: WhenExceeded = .refuse, webhookURL: String? = nil,
        sealedWebhookSecret: Data? = nil, updatedAt: Date
    ) {
        self.consumer = consumer
        self.limit = limit
        self.period = period
        self.whenExceeded = whenExceeded
        self.webhookURL = webhookURL
        self.sealedWebhookSecret = sealedWebhookSecret
        self.updatedAt = updatedAt
    }
}

extension Budget.Period {
    /// When the period that holds `date` began; `nil` for all time.
    public func start(at date: Date) -> Date? {
        switch self {
        case .month: CalendarDay(date).firstOfMonth.start
        case .total: nil
        }
    }

    /// When spending counts anew; `nil` for never.
    public func end(at date: Date) -> Date? {
        switch self {
        case .month: CalendarDay(date).firstOfNextMonth.start
        case .total: nil
        }
    }

    /// The name of the period that holds `date`: `2026-11`, or `total`.
    public func key(at date: Date) -> String {
        switch self {
        case .month: CalendarDay(date).month
        case .total: rawValue
        }
    }
}
