public import Domain
public import Foundation

/// What was spent in a span of time, cut in every way; each cut adds up to the same total, to the micro-dollar.
public struct CostReport: Hashable, Sendable, Codable {
    /// Whose costs, when one consumer's were asked for.
    public internal(set) var consumer: String?
    /// Everything: failed attempts, provisioning and orphans included.
    public internal(set) var total = USD.zero
    /// Sessions that were billed.
    public internal(set) var sessionCount = 0
    /// Hours that were billed, for display.
    public internal(set) var hoursUsed = 0.0
    /// By the provider's name.
    public internal(set) var byProvider: [String: USD] = [:]
    /// By the GPU's name in the catalogue; a GPU that it lacks by the name its provider prints.
    public internal(set) var byGPUType: [String: USD] = [:]
    /// By who pays; `(orphans)` for machines of no session on record.
    public internal(set) var byConsumer: [String: USD] = [:]
    /// By the session's id; `(orphans)` for machines of no session on record.
    public internal(set) var bySession: [String: USD] = [:]
    /// By the day in UTC, such as `2026-11-23`.
    public internal(set) var byDay: [String: USD] = [:]
    /// By the month in UTC, such as `2026-11`.
    public internal(set) var byMonth: [String: USD] = [:]
    /// Always `USD`.
    public private(set) var currency = "USD"
    /// When the span begins; `nil` for the beginning.
    public internal(set) var periodStart: Date?
    /// When it ends; what is still to come costs nothing yet.
    public internal(set) var periodEnd: Date

    enum CodingKeys: String, CodingKey {
        case currency
        case consumer = "consumer_id"
        case total = "total_cost"
        case sessionCount = "session_count"
        case hoursUsed = "hours_used"
        case byProvider = "by_provider"
        case byGPUType = "by_gpu_type"
        case byConsumer = "by_consumer"
        case bySession = "by_session"
        case byDay = "by_day"
        case byMonth = "by_month"
        case periodStart = "period_start"
        case periodEnd = "period_end"
    }
}
