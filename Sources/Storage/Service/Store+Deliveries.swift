public import Domain
public import Foundation
import GRDB

extension Store {
    /// Puts a message into the outbox, due at once.
    public func enqueue(_ message: NewDelivery, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in try Self.enqueue(message, at: date, in: db) }
    }

    /// The messages whose next try is due, the longest due first; of each address at most `perAddress`.
    public func dueDeliveries(at date: Date, perAddress: Int = 50) async throws -> [Delivery] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM (
                        SELECT *, row_number() OVER (PARTITION BY url ORDER BY next_attempt_at, number) AS place FROM deliveries
                        WHERE delivered_at IS NULL AND gave_up_at IS NULL AND next_attempt_at <= ?
                    ) WHERE place <= ? ORDER BY next_attempt_at, number
                    """,
                arguments: [date.epochMilliseconds, perAddress]
            ).map(Delivery.init(row:))
        }
    }

    /// Every message in the outbox, the oldest first.
    public func deliveries() async throws -> [Delivery] {
        try await read { db in try Row.fetchAll(db, sql: "SELECT * FROM deliveries ORDER BY number").map(Delivery.init(row:)) }
    }

    /// Counts a try before it is made, and says when the next is due should nothing be heard of it; false when somebody
    /// else makes it, or it is over.
    public func beginDelivery(_ delivery: Delivery, nextAttemptAt: Date) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: """
                    UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = ?
                    WHERE id = ? AND attempts = ? AND delivered_at IS NULL AND gave_up_at IS NULL
                    """,
                arguments: [nextAttemptAt.epochMilliseconds, delivery.id, delivery.attempts])
            return db.changesCount == 1
        }
    }

    /// Records that a message arrived.
    public func finishDelivery(_ id: String, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "UPDATE deliveries SET delivered_at = ?, last_error = NULL WHERE id = ? AND gave_up_at IS NULL",
                arguments: [date.epochMilliseconds, id])
        }
    }

    /// Records why a try failed, and when the next is due; `nil` for never.
    public func failDelivery(_ id: String, error: String, nextAttemptAt: Date?, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: """
                    UPDATE deliveries SET last_error = ?, next_attempt_at = coalesce(?, next_attempt_at), gave_up_at = ?
                    WHERE id = ? AND delivered_at IS NULL
                    """,
                arguments: [
                    error, nextAttemptAt?.epochMilliseconds, nextAttemptAt == nil ? date.epochMilliseconds : nil, id,
                ])
        }
    }

    /// Forgets messages from before `date` that arrived or were given up.
    public func pruneDeliveries(before date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "DELETE FROM deliveries WHERE created_at < ? AND (delivered_at IS NOT NULL OR gave_up_at IS NOT NULL)",
                arguments: [date.epochMilliseconds])
        }
    }

    static func enqueue(_ message: NewDelivery, at date: Date, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO deliveries (url, body, secret, created_at, next_attempt_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [message.url, message.body, message.sealedSecret, date.epochMilliseconds, date.epochMilliseconds])
    }
}

extension Delivery {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], message: NewDelivery(url: row["url"], body: row["body"], sealedSecret: row["secret"]),
            createdAt: Date(epochMilliseconds: row["created_at"]), attempts: row["attempts"],
            nextAttemptAt: Date(epochMilliseconds: row["next_attempt_at"]),
            deliveredAt: (row["delivered_at"] as Int64?).map(Date.init(epochMilliseconds:)),
            gaveUpAt: (row["gave_up_at"] as Int64?).map(Date.init(epochMilliseconds:)), lastError: row["last_error"])
    }
}
