public import Domain
public import Foundation

/// A schedule as clients see it.
public struct ScheduleShape: Codable, Sendable {
    /// `sched-` and eight hexadecimal digits.
    public let id: String
    /// What people call it.
    public let name: String
    /// Five fields, in UTC.
    public let cron: String
    /// What is to be measured.
    public let run_request: RunRequest
    /// Whether it counts at present.
    public let enabled: Bool
    /// When it is due next; absent while it does not count.
    public let next_run_at: Date?
    /// The last run that was made of it.
    public let last_run_id: String?
    /// When that was.
    public let last_run_at: Date?
    /// When it was made.
    public let created_at: Date
    /// When it was last changed.
    public let updated_at: Date

    /// What a schedule looks like at `date`.
    public init(_ schedule: BenchmarkSchedule, at date: Date) {
        id = schedule.id
        name = schedule.name
        cron = schedule.cron.description
        run_request = schedule.request
        enabled = schedule.isEnabled
        next_run_at = schedule.nextRun(after: date)
        last_run_id = schedule.lastRun
        last_run_at = schedule.lastRunAt
        created_at = schedule.createdAt
        updated_at = schedule.updatedAt
    }
}
