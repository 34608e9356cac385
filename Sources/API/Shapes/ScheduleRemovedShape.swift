/// A schedule that is no more.
public struct ScheduleRemovedShape: Codable, Sendable {
    /// `deleted`.
    public let status: String

    /// Every one is so.
    public init() { status = "deleted" }
}
