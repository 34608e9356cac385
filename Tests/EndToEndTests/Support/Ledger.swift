import Foundation
import TestSupport
import Testing

/// Looks into a shopper's database, and changes it as a crash would, with a client that shares no code with it.
struct Ledger {
    private let database: String

    init(_ shopper: Shopper) { database = shopper.database }

    init(_ desk: Desk) { database = desk.usualDatabase.path }

    /// The first value of a query's first row; `nil` when there is no row.
    func first(_ query: String) async throws -> String? {
        let lines = try await run(query).split(separator: "\n")
        return lines.first.map(String.init)
    }

    /// Lets the deadline of every step that is under way pass.
    func passDeadlines() async throws { try await execute("UPDATE sessions SET step_deadline = step_entered_at") }

    /// Changes rows.
    func execute(_ statement: String) async throws { _ = try await run(statement) }

    private func run(_ statement: String) async throws -> String {
        let program = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1], timeout=120) as db:
                for row in db.execute(sys.argv[2]): print(row[0])
            """
        let done = try await Program.run("/usr/bin/python3", ["-c", program, database, statement])
        try #require(done.status == 0, "\(statement): \(done.errors)")
        return done.output
    }
}
