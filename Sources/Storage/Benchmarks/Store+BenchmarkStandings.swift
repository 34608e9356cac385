import Domain
public import Foundation
import GRDB

extension Store {
    /// Results of these models that something can be said from: with a decode rate, valid or else `suspect` where that is wanted,
    /// and judged at all; the fastest first, the newest among equals, then by id.
    public func benchmarkStandings(ofModels models: [String], includingSuspect: Bool) async throws -> [BenchmarkStanding] {
        guard !models.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: models.count).joined(separator: ", ")
        let verdicts = includingSuspect ? "('valid', 'suspect')" : "('valid')"
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, gpu_name, gpu_memory_mib, gpu_count, avg_tokens_per_second, price_micros FROM benchmarks
                    WHERE model IN (\(marks)) AND avg_tokens_per_second > 0 AND verdict IN \(verdicts) AND source <> 'submitted'
                    ORDER BY avg_tokens_per_second DESC, measured_at DESC, id
                    """, arguments: StatementArguments(models))
            return rows.map {
                BenchmarkStanding(
                    id: $0[0], gpu: GPUSpelling(name: $0[1], memoryMiB: $0[2]), gpuCount: $0[3], tokensPerSecond: $0[4],
                    pricePerHour: USD(micros: $0[5]))
            }
        }
    }

    /// The content hash of the result with that very id.
    public func benchmarkContent(ofID id: String) async throws -> String? {
        try await read { try String.fetchOne($0, sql: "SELECT content_hash FROM benchmarks WHERE id = ?", arguments: [id]) }
    }

    /// The public JSON of the result with that content.
    public func benchmarkDocument(withContent hash: String) async throws -> Data? {
        try await read { try Data.fetchOne($0, sql: "SELECT json FROM benchmarks WHERE content_hash = ?", arguments: [hash]) }
    }

    /// The public JSON of these results, in this order; ids that there are not are left out.
    public func benchmarkDocuments(ofIDs ids: [String]) async throws -> [Data] {
        try await read { db in
            let statement = try db.makeStatement(sql: "SELECT json FROM benchmarks WHERE id = ?")
            return try ids.compactMap { try Data.fetchOne(statement, arguments: [$0]) }
        }
    }
}
