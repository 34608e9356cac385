public import Domain
public import Foundation
import GRDB

extension Store {
    /// Raises an alarm and puts the messages that tell of it into the outbox; false, and no message, when it stands already.
    @discardableResult
    public func raise(
        _ kind: Alarm.Kind, _ subject: String, _ message: String, at date: Date, deliveries: [NewDelivery] = []
    ) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            guard try Self.raise(kind, subject, message, at: date, in: db) else { return false }
            for delivery in deliveries { try Self.enqueue(delivery, at: date, in: db) }
            return true
        }
    }

    /// Ends an alarm; false when none stood.
    @discardableResult
    public func clear(_ kind: Alarm.Kind, _ subject: String, at date: Date) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in try Self.clear(kind, subject, at: date, in: db) }
    }

    /// The alarms that stand, or all there were; the oldest first.
    public func alarms(standingOnly: Bool = true) async throws -> [Alarm] {
        try await read { db in try Self.alarms(standingOnly: standingOnly, in: db) }
    }

    static func alarms(standingOnly: Bool, in db: Database) throws -> [Alarm] {
        try db.rows(
            "SELECT * FROM alarms WHERE \(standingOnly ? "cleared_at IS NULL" : "TRUE") ORDER BY id"
        ).map { row in
            let kind: String = row["kind"]
            guard let known = Alarm.Kind(rawValue: kind) else { throw DecodingError.unreadable("alarm \(kind)") }
            return Alarm(
                kind: known, subject: row["subject"], message: row["message"], raisedAt: Date(epochMilliseconds: row["raised_at"]),
                clearedAt: (row["cleared_at"] as Int64?).map(Date.init(epochMilliseconds:)))
        }
    }

    /// Adds one to a counter.
    public func count(_ counter: ServiceCounter) async throws {
        try await write(turns: Self.patientTurns) { db in try Self.count(counter, in: db) }
    }

    /// All counters; those that never counted are 0.
    public func counters() async throws -> [ServiceCounter: Int] {
        let stored = try await read { db in
            try db.rows(
                "SELECT name, value FROM counters"
            ).reduce(into: [String: Int]()) { $0[$1["name"]] = $1["value"] }
        }
        return Dictionary(uniqueKeysWithValues: ServiceCounter.allCases.map { ($0, stored[$0.rawValue] ?? 0) })
    }

    @discardableResult
    static func raise(_ kind: Alarm.Kind, _ subject: String, _ message: String, at date: Date, in db: Database) throws -> Bool {
        try db.run(
            """
            INSERT INTO alarms (kind, subject, message, raised_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO NOTHING
            """, [kind.rawValue, subject, message, date.epochMilliseconds])
        return db.changesCount == 1
    }

    @discardableResult
    static func clear(_ kind: Alarm.Kind, _ subject: String, at date: Date, in db: Database) throws -> Bool {
        try db.run(
            "UPDATE alarms SET cleared_at = ? WHERE kind = ? AND subject = ? AND cleared_at IS NULL",
            [date.epochMilliseconds, kind.rawValue, subject])
        return db.changesCount > 0
    }

    static func count(_ counter: ServiceCounter, in db: Database) throws {
        try db.run(
            "INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1", [counter.rawValue])
    }
}
