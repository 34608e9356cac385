public import Domain
public import Foundation
import GRDB

extension Store {
    /// Puts a run and its entries on record, in the order of `cells`; one with an objection is skipped for it.
    public func insertRun(_ request: RunRequest, cells: [RunCell], at date: Date) async throws -> BenchmarkRun {
        let text = try request.stored()
        return try await write(turns: Self.patientTurns) { db in
            let digits = try Self.freshDigits(for: "run", in: "benchmark_runs", db)
            let id = "run-\(digits)"
            // Nothing to do is done.
            let status = cells.contains { $0.objection == nil } ? BenchmarkRun.Status.pending : .completed
            try db.run(
                "INSERT INTO benchmark_runs (id, status, request, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
                [id, status.rawValue, text, date.epochMilliseconds, date.epochMilliseconds])
            for (index, cell) in cells.enumerated() {
                let status = cell.objection == nil ? RunEntry.Status.pending : .skipped
                let ordinal = String(index + 1, radix: 16)
                try db.run(
                    """
                    INSERT INTO benchmark_entries
                        (run, ordinal, id, model, gpu_type, provider, status, priority, failure_reason, created_at, completed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        id, index + 1, "manifest-\(digits)\(String(repeating: "0", count: max(0, 4 - ordinal.count)))\(ordinal)",
                        cell.model, cell.gpuType, cell.provider.rawValue, status.rawValue, request.priority, cell.objection,
                        date.epochMilliseconds, cell.objection == nil ? nil : date.epochMilliseconds,
                    ])
            }
            guard let run = try Self.run(id, in: db) else { throw DecodingError.unreadable("run \(id)") }
            return run
        }
    }

    /// Names of runs, the newest first.
    public func runIDs(status: BenchmarkRun.Status? = nil) async throws -> [String] {
        try await read { db in
            let condition = status == nil ? "TRUE" : "status = ?"
            return try String.fetchAll(
                db, sql: "SELECT id FROM benchmark_runs WHERE \(condition) ORDER BY created_at DESC, id DESC",
                arguments: status.map { [$0.rawValue] } ?? [])
        }
    }

    /// Those of the runs that there are, in the order of their names.
    public func runs(_ ids: [String]) async throws -> [BenchmarkRun] {
        try await read { db in try ids.compactMap { try Self.run($0, in: db) } }
    }

    /// A run and its entries, those that go first first; `nil` when there is none.
    public func run(_ id: String) async throws -> (run: BenchmarkRun, entries: [RunEntry])? {
        try await read { db in
            guard let run = try Self.run(id, in: db) else { return nil }
            return (
                run, try db.rows("SELECT * FROM benchmark_entries WHERE run = ? ORDER BY priority, ordinal", [id]).map(RunEntry.init(row:))
            )
        }
    }

    /// Calls a run off: what waits is not tried any more.
    ///
    /// `nil` when there is none, or when it is over.
    public func cancelRun(_ id: String, at date: Date) async throws -> BenchmarkRun? {
        try await write(turns: Self.patientTurns) { db in
            try db.run(
                "UPDATE benchmark_runs SET status = 'cancelled', updated_at = ? WHERE id = ? AND status IN ('pending', 'running')",
                [date.epochMilliseconds, id])
            guard db.changesCount == 1 else { return nil }
            try db.run(
                """
                UPDATE benchmark_entries SET status = 'skipped', failure_reason = 'the run was cancelled', completed_at = ?
                WHERE run = ? AND status = 'pending'
                """, [date.epochMilliseconds, id])
            return try Self.run(id, in: db)
        }
    }

    static func run(_ id: String, in db: Database) throws -> BenchmarkRun? {
        guard let row = try db.row("SELECT * FROM benchmark_runs WHERE id = ?", [id]) else { return nil }
        let groups = try db.rows(
            "SELECT status, count(*) AS number, sum(cost_micros) AS cost FROM benchmark_entries WHERE run = ? GROUP BY status", [id])
        return try BenchmarkRun(row: row, groups: groups)
    }

    /// Eight hexadecimal digits that no other row of a table has behind the word.
    static func freshDigits(for word: String, in table: String, _ db: Database) throws -> String {
        while true {
            guard let digits = try String.fetchOne(db, sql: "SELECT lower(hex(randomblob(4)))") else {
                throw DecodingError.unreadable("random digits")
            }
            if try Row.fetchOne(db, sql: "SELECT 1 FROM \(table) WHERE id = ?", arguments: ["\(word)-\(digits)"]) == nil { return digits }
        }
    }
}
