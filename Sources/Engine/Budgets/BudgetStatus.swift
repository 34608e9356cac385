public import Domain
import Foundation

/// A budget, and how much of it is taken now.
public struct BudgetStatus: Hashable, Sendable, Codable {
    /// How far spending has come.
    public enum State: String, Hashable, Sendable, Codable {
        /// Less than four fifths are spent.
        case ok
        /// At least four fifths are spent.
        case warning
        /// All is spent.
        case exceeded
    }

    /// Whose budget.
    public let consumer: String
    /// The most.
    public let limit: USD
    /// What counts.
    public let period: Budget.Period
    /// What was spent in the period.
    public let spent: USD
    /// What unfinished work may still spend.
    public let setAside: USD
    /// What new work may cost at most.
    public let available: USD
    /// How much of the limit is spent, in percent with one digit after the point.
    public let percent: Double
    /// What becomes of running work once all is spent.
    public let whenExceeded: Budget.WhenExceeded
    /// Who is told.
    public let webhookURL: String?
    /// How far spending has come.
    public let state: State

    init(_ budget: Budget, _ use: BudgetUse) {
        consumer = budget.consumer
        limit = budget.limit
        period = budget.period
        spent = use.spent
        setAside = use.setAside
        available = max(.zero, budget.limit - use.total)
        percent = (Double(use.spent.micros) / Double(max(1, budget.limit.micros)) * 1000).rounded() / 10
        whenExceeded = budget.whenExceeded
        webhookURL = budget.webhookURL
        // In whole micro-dollars: a rounded percentage would decide too early.
        let fourFifths = USD(micros: budget.limit.micros - budget.limit.micros / 5)
        state = use.spent >= budget.limit ? .exceeded : use.spent >= fourFifths ? .warning : .ok
    }

    enum CodingKeys: String, CodingKey {
        case limit, period, spent, available, percent, state
        case consumer = "consumer_id"
        case setAside = "set_aside"
        case whenExceeded = "when_exceeded"
        case webhookURL = "webhook_url"
    }
}
