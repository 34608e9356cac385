import Domain
import Foundation

/// What a person must look at.
struct AlarmsShape: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let kind: String
        let subject: String
        let message: String
        let raised_at: Date
        let cleared_at: Date?
    }

    let alarms: [Entry]
    let count: Int

    init(_ alarms: [Alarm]) {
        self.alarms = alarms.map {
            Entry(kind: $0.kind.rawValue, subject: $0.subject, message: $0.message, raised_at: $0.raisedAt, cleared_at: $0.clearedAt)
        }
        count = alarms.count
    }
}
