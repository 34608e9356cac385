public import Domain
public import Foundation

/// One schedule.
public struct ScheduleDetailsShape: Codable, Sendable {
    /// The schedule.
    public let schedule: ScheduleShape
    /// What a caller must know who waits for runs.
    public let note: String

    /// What a schedule looks like at `date`.
    public init(_ schedule: BenchmarkSchedule, at date: Date) {
        self.schedule = ScheduleShape(schedule, at: date)
        note = RunDetailsShape.isOnlyStored
    }
}
