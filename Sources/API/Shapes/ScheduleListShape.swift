public import Domain
public import Foundation

/// A page of schedules.
public struct ScheduleListShape: Codable, Sendable {
    /// By name.
    public let schedules: [ScheduleShape]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// What to ask for the next page with.
    public let next_cursor: String?

    /// What a page looks like at `date`.
    public init(_ page: ListPage<BenchmarkSchedule>, at date: Date) {
        schedules = page.items.map { ScheduleShape($0, at: date) }
        count = page.items.count
        total = page.total
        next_cursor = page.nextCursor
    }
}
