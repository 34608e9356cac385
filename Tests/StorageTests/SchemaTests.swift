import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct SchemaTests {
    @Test(arguments: [
        "UPDATE attempts SET instance = NULL", "UPDATE attempts SET instance = 'other'",
        "UPDATE attempts SET provider = 'other'", "DELETE FROM attempts", "DELETE FROM ledger",
        "UPDATE ledger SET detail = ''", "DELETE FROM sessions",
        "UPDATE sessions SET step = 'somewhere'", "UPDATE sessions SET step = 'finished'",
        "UPDATE sessions SET next = 'nothing'", "UPDATE sessions SET created_at = 'today'",
        "UPDATE sessions SET owner = NULL", "UPDATE attempts SET price_micros = 0.5",
        "INSERT INTO ledger (session, at, event, detail) VALUES ('ffffffffffffffff', 0, 'x', '')",
    ])
    func `the schema itself refuses what must not be`(statement: String) async throws {
        let store = try Store.inMemory()
        try await store.record(
            to: Samples.launched(in: store), at: Samples.start,
            updating: { $0.attempts[0].instance = InstanceID(provider: .vastai, local: "7711") },
            ledger: [LedgerEntry(at: Samples.start, event: "launch_accepted", detail: "7711")])
        await #expect(throws: DatabaseError.self) {
            try await store.database.write { try $0.execute(sql: statement) }
        }
    }

    @Test func `all tables are strict`() async throws {
        let lax = try await Store.inMemory().database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'
                    """)
        }
        #expect(lax.isEmpty)
    }

    @Test func `times are stored as whole milliseconds since 1970 in UTC`() async throws {
        let store = try Store.inMemory()
        try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
        let stored = try await store.database.read { try Int64.fetchOne($0, sql: "SELECT created_at FROM sessions") }
        #expect(stored == 1_795_410_000_125)
    }

    @Test(arguments: [
        ("SELECT * FROM sessions WHERE id = ?", "sqlite_autoindex_sessions_1 (id=?)"),
        ("SELECT * FROM sessions WHERE step <> 'finished' ORDER BY created_at, id", "sessions_unfinished"),
        ("SELECT * FROM sessions WHERE TRUE ORDER BY created_at, id", "sessions_by_age"),
        ("SELECT * FROM attempts WHERE session = ? ORDER BY ordinal", "PRIMARY KEY (session=?)"),
        ("SELECT 1 FROM attempts WHERE attempts.label = ?", "attempts_by_label (label=?)"),
        ("SELECT at, event, detail FROM ledger WHERE session = ? ORDER BY id", "ledger_by_session (session=?)"),
        ("SELECT 1 FROM benchmarks WHERE content_hash = ?", "(content_hash=?)"),
        ("SELECT id, json FROM benchmarks WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", "(id>? AND id<?)"),
        ("SELECT * FROM cached_offers WHERE search = ? ORDER BY position", "PRIMARY KEY (search=?)"),
    ])
    func `hot queries use an index and sort nothing`(sql: String, index: String) async throws {
        let plan = try await Self.plan(of: sql)
        #expect(plan.contains(index), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test(arguments: [
        (nil, nil, "benchmarks_newest"), ("m", nil, "benchmarks_by_model (model=?)"),
        (nil, "p", "benchmarks_by_provider (provider=?)"),
    ])
    func `listing results uses an index and sorts nothing`(
        model: String?, provider: String?, index: String
    ) async throws {
        let query = BenchmarkFilter(model: model, gpu: "4090", provider: provider).query("json")
        let plan = try await Self.plan(of: query.sql + " ORDER BY measured_at DESC, id LIMIT 50")
        #expect(plan.contains(index), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    private static func plan(of sql: String) async throws -> String {
        try await Store.inMemory().database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            let none = [(any DatabaseValueConvertible)?](repeating: nil, count: statement.sql.filter { $0 == "?" }.count)
            return try Row.fetchAll(statement, arguments: StatementArguments(none))
                .map { $0["detail"] as String }.joined(separator: "\n")
        }
    }
}
