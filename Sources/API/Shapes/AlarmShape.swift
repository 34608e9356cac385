import Domain
public import Foundation

/// One thing that a person must look at.
public struct AlarmShape: Codable, Sendable {
    /// `teardown_refused` and the like.
    public let kind: String
    /// The machine, provider or consumer that it is about.
    public let subject: String
    /// What happened, as a sentence.
    public let message: String
    /// When.
    public let raised_at: Date
    /// When it was over.
    public let cleared_at: Date?

    init(_ alarm: Alarm) {
        kind = alarm.kind.rawValue
        subject = alarm.subject
        message = alarm.message
        raised_at = alarm.raisedAt
        cleared_at = alarm.clearedAt
    }
}
