public import Domain
public import Foundation
import GRDB

extension Store {
    /// Puts a schedule on record.
    ///
    /// Throws `.conflict` when there is another of that name.
    public func insertSchedule(
        named name: String, _ cron: CronSchedule, _ request: RunRequest, at date: Date
    ) async throws
        -> BenchmarkSchedule
    {
        let text = try request.stored()
        return try await write(turns: Self.patientTurns) { db in
            try Self.requireUnused(name, in: db)
            let id = "sched-\(try Self.freshDigits(for: "sched", in: "benchmark_schedules", db))"
            try db.run(
                """
                INSERT INTO benchmark_schedules (id, name, cron, request, enabled, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)
                """, [id, name, cron.description, text, date.epochMilliseconds, date.epochMilliseconds])
            guard let schedule = try Self.schedule(id, in: db) else { throw DecodingError.unreadable("schedule \(id)") }
            return schedule
        }
    }

    /// All schedules, by name.
    public func schedules() async throws -> [BenchmarkSchedule] {
        try await read { db in try db.rows("SELECT * FROM benchmark_schedules ORDER BY name").map(BenchmarkSchedule.init(row:)) }
    }

    /// A schedule; `nil` when there is none.
    public func schedule(_ id: String) async throws -> BenchmarkSchedule? {
        try await read { db in try Self.schedule(id, in: db) }
    }

    /// Changes a schedule inside the transaction; `nil` when there is none.
    ///
    /// Throws `.conflict` when there is another of its new name.
    public func changeSchedule(
        _ id: String, at date: Date, _ change: @escaping @Sendable (inout BenchmarkSchedule) -> Void
    ) async throws -> BenchmarkSchedule? {
        try await write(turns: Self.patientTurns) { db in
            guard let before = try Self.schedule(id, in: db) else { return nil }
            var schedule = before
            change(&schedule)
            schedule.updatedAt = date
            if schedule.name != before.name { try Self.requireUnused(schedule.name, in: db) }
            try db.run(
                "UPDATE benchmark_schedules SET name = ?, cron = ?, request = ?, enabled = ?, updated_at = ? WHERE id = ?",
                [
                    schedule.name, schedule.cron.description, try schedule.request.stored(), schedule.isEnabled, date.epochMilliseconds, id,
                ])
            // As it is stored: to the millisecond.
            return try Self.schedule(id, in: db)
        }
    }

    /// Removes a schedule; the runs made of it stay.
    ///
    /// False when there was none.
    public func removeSchedule(_ id: String) async throws -> Bool {
        try await write(turns: Self.patientTurns) { db in
            try db.run("DELETE FROM benchmark_schedules WHERE id = ?", [id])
            return db.changesCount == 1
        }
    }

    private static func schedule(_ id: String, in db: Database) throws -> BenchmarkSchedule? {
        try db.row("SELECT * FROM benchmark_schedules WHERE id = ?", [id]).map(BenchmarkSchedule.init(row:))
    }

    private static func requireUnused(_ name: String, in db: Database) throws {
        guard let other = try db.row("SELECT id FROM benchmark_schedules WHERE name = ?", [name]) else { return }
        let id: String = other["id"]
        throw Problem(
            .conflict, "there is another schedule named '\(name)': \(id)", hint: "Change or remove that one, or choose another name.")
    }
}

extension BenchmarkSchedule {
    fileprivate init(row: Row) throws {
        let (id, text): (String, String) = (row["id"], row["cron"])
        let cron: CronSchedule
        do { cron = try CronSchedule(text) } catch { throw DecodingError.unreadable("schedule \(id) at '\(text)'") }
        self.init(
            id: id, name: row["name"], cron: cron, request: try RunRequest(stored: row["request"]), isEnabled: row["enabled"],
            lastRun: row["last_run"], lastRunAt: (row["last_run_at"] as Int64?).map(Date.init(epochMilliseconds:)),
            createdAt: Date(epochMilliseconds: row["created_at"]), updatedAt: Date(epochMilliseconds: row["updated_at"]))
    }
}
