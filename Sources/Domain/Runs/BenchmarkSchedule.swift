public import Foundation

/// A run that is to be made again and again.
public struct BenchmarkSchedule: Hashable, Sendable {
    /// `sched-` and eight hexadecimal digits.
    public let id: String
    /// What people call it; no two are called the same.
    public var name: String
    /// When.
    public var cron: CronSchedule
    /// What.
    public var request: RunRequest
    /// Whether it counts at present.
    public var isEnabled: Bool
    /// The last run that was made of it.
    public var lastRun: String?
    /// When that was.
    public var lastRunAt: Date?
    /// When it was made.
    public let createdAt: Date
    /// When it was last changed.
    public var updatedAt: Date

    /// Describes a schedule.
    public init(
        id: String, name: String, cron: CronSchedule, request: RunRequest, isEnabled: Bool = true, lastRun: String? = nil,
        lastRunAt: Date? = nil, createdAt: Date, updatedAt: Date
    ) {
        self.id = id
        self.name = name
        self.cron = cron
        self.request = request
        self.isEnabled = isEnabled
        self.lastRun = lastRun
        self.lastRunAt = lastRunAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// When it is due next; `nil` while it does not count.
    public func nextRun(after date: Date) -> Date? { isEnabled ? cron.next(after: date) : nil }
}
