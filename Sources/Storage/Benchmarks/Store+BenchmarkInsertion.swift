public import Domain
import Foundation
import GRDB

extension Store {
    /// Stores results, all or none; content that is there already is counted and left as it is.
    ///
    /// JSON is made before the write lock is taken, and for new content only.
    @discardableResult
    public func insertBenchmarks(_ results: [BenchmarkResult]) async throws -> BenchmarkInsertion {
        let fresh = try await absent(results)
        let documents = try await Self.documents(of: fresh)
        let imported = try await write(turns: Self.patientTurns) { db in
            let statement = try db.makeStatement(
                sql: """
                    INSERT INTO benchmarks (id, content_hash, measured_at, model, gpu_name, gpu_memory_mib,
                        gpu_count, provider, location, machine_id, avg_tokens_per_second, price_micros, verdict,
                        source, session_id, json)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (content_hash) DO NOTHING
                    """)
            var imported = 0
            for (result, json) in zip(fresh, documents) {
                try statement.execute(arguments: [
                    result.id, result.contentHash, result.timestamp.epochMilliseconds, result.model.name,
                    result.hardware.gpuName, result.hardware.gpuMemoryMiB, result.hardware.gpuCount,
                    result.provider, result.location, result.machineID, result.results.avgTokensPerSecond,
                    result.pricePerHour.micros, result.verdict.rawValue, result.source.rawValue,
                    result.sessionID, json,
                ])
                imported += db.changesCount
            }
            return imported
        }
        return BenchmarkInsertion(imported: imported, alreadyPresent: results.count - imported)
    }

    private func absent(_ results: [BenchmarkResult]) async throws -> [BenchmarkResult] {
        try await read { db in
            let statement = try db.makeStatement(sql: "SELECT 1 FROM benchmarks WHERE content_hash = ?")
            return try results.filter { result in
                try Int.fetchOne(statement, arguments: [result.contentHash]) == nil
            }
        }
    }

    /// The public JSON of each result, made on all cores.
    @concurrent
    private static func documents(of results: [BenchmarkResult]) async throws -> [Data] {
        let chunk = 64
        return try await withThrowingTaskGroup(of: (Int, [Data]).self) { group in
            for start in stride(from: 0, to: results.count, by: chunk) {
                let part = results[start..<min(start + chunk, results.count)]
                group.addTask {
                    let encoder = ProductJSON.encoder()
                    return (start, try part.map { try encoder.encode($0) })
                }
            }
            var documents = [Data](repeating: Data(), count: results.count)
            for try await (start, part) in group {
                documents.replaceSubrange(start..<start + part.count, with: part)
            }
            return documents
        }
    }
}
