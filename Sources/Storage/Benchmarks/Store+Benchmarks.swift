public import Domain
public import Foundation
import GRDB

extension Store {
    /// Results that the filter lets through, newest first and by id among equals.
    public func benchmarks(
        _ filter: BenchmarkFilter = BenchmarkFilter(), limit: Int = 50, offset: Int = 0
    ) async throws -> [BenchmarkResult] {
        let documents = try await benchmarkDocuments(filter, limit: limit, offset: offset)
        let decoder = ProductJSON.decoder()
        return try translating { try documents.map { try decoder.decode(BenchmarkResult.self, from: $0) } }
    }

    /// The same as ``benchmarks(_:limit:offset:)``, each as its public JSON, undecoded.
    public func benchmarkDocuments(
        _ filter: BenchmarkFilter = BenchmarkFilter(), limit: Int = 50, offset: Int = 0
    ) async throws -> [Data] {
        try await read { db in
            let query = filter.query("json")
            return try Data.fetchAll(
                db, sql: query.sql + " ORDER BY measured_at DESC, id LIMIT ? OFFSET ?",
                arguments: query.arguments + [max(0, limit), max(0, offset)])
        }
    }

    /// How many results the filter lets through.
    public func benchmarkCount(_ filter: BenchmarkFilter = BenchmarkFilter()) async throws -> Int {
        try await read { db in
            let query = filter.query("COUNT(*)")
            return try Int.fetchOne(db, sql: query.sql, arguments: query.arguments) ?? 0
        }
    }

    /// The words that a filter can name, in alphabetical order.
    public func benchmarkNames() async throws -> BenchmarkNames {
        try await read { db in
            let gpus = try Row.fetchAll(
                db, sql: "SELECT DISTINCT gpu_name, gpu_memory_mib FROM benchmarks ORDER BY gpu_name, gpu_memory_mib")
            return BenchmarkNames(
                models: try String.fetchAll(db, sql: "SELECT DISTINCT model FROM benchmarks ORDER BY model"),
                gpus: gpus.map { GPUSpelling(name: $0[0], memoryMiB: $0[1]) },
                providers: try String.fetchAll(db, sql: "SELECT DISTINCT provider FROM benchmarks ORDER BY provider"))
        }
    }

    /// The result with that id, or the only one whose id begins so when at least six characters are given.
    /// - Throws: `Problem` with code `invalidInput` when several begin so.
    public func benchmark(_ idOrPrefix: String) async throws -> BenchmarkResult? {
        guard let document = try await benchmarkDocument(idOrPrefix) else { return nil }
        return try translating { try ProductJSON.decoder().decode(BenchmarkResult.self, from: document) }
    }

    /// The same as ``benchmark(_:)``, as its public JSON.
    public func benchmarkDocument(_ idOrPrefix: String) async throws -> Data? {
        try await read { db in
            let exact = try Data.fetchOne(db, sql: "SELECT json FROM benchmarks WHERE id = ?", arguments: [idOrPrefix])
            if let exact { return exact }
            guard idOrPrefix.count >= 6 else { return nil }
            let rows = try Row.fetchAll(
                db, sql: "SELECT id, json FROM benchmarks WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
                arguments: [idOrPrefix, idOrPrefix + "\u{10FFFF}"])
            guard rows.count < 2 else {
                let ids = rows.map { $0["id"] as String }.joined(separator: " and ")
                throw Problem(
                    .invalidInput, "More than one benchmark begins with \(idOrPrefix), such as \(ids)",
                    hint: "Give more characters.")
            }
            return rows.first?["json"]
        }
    }

    /// The result that a session of ours measured.
    public func benchmark(ofSession id: SessionID) async throws -> BenchmarkResult? {
        let document = try await read { db in
            try Data.fetchOne(
                db, sql: "SELECT json FROM benchmarks WHERE session_id = ? ORDER BY measured_at DESC, id LIMIT 1",
                arguments: [id.rawValue])
        }
        return try translating {
            try document.map { try ProductJSON.decoder().decode(BenchmarkResult.self, from: $0) }
        }
    }
}
