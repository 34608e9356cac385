public import Domain

/// What a person must look at.
public struct AlarmsShape: Codable, Sendable {
    /// The oldest first.
    public let alarms: [AlarmShape]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// What to ask for the next page with.
    public let next_cursor: String?

    /// A page of them.
    public init(_ page: ListPage<Alarm>) {
        alarms = page.items.map(AlarmShape.init)
        count = page.items.count
        total = page.total
        next_cursor = page.nextCursor
    }
}
