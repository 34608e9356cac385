public import Domain

/// What a person must look at.
public struct AlarmsShape: Codable, Sendable {
    /// The oldest first.
    public let alarms: [AlarmShape]
    /// How many.
    public let count: Int

    /// All of them.
    public init(_ alarms: [Alarm]) {
        self.alarms = alarms.map(AlarmShape.init)
        count = alarms.count
    }
}
