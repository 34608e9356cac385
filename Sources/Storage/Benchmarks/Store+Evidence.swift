public import Domain
import Foundation
import GRDB

extension Store {
    /// What advice needs of every result, dubious ones included, newest first; read from columns alone.
    public func evidence() async throws -> [Evidence] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, model, gpu_name, gpu_memory_mib, gpu_count, avg_tokens_per_second, provider,
                        machine_id, location, measured_at, verdict, source
                    FROM benchmarks ORDER BY measured_at DESC, id
                    """)
            var evidence: [Evidence] = []
            while let row = try rows.next() {
                let verdict: String = row[10]
                let source: String = row[11]
                guard let knownVerdict = BenchmarkResult.Verdict(rawValue: verdict),
                    let knownSource = BenchmarkResult.Source(rawValue: source)
                else { throw DecodingError.unreadable("verdict \(verdict) or source \(source)") }
                evidence.append(
                    Evidence(
                        benchmarkID: row[0], model: row[1], gpuName: row[2], gpuMemoryMiB: row[3],
                        gpuCount: row[4], tokensPerSecond: row[5], provider: row[6], machineID: row[7],
                        location: row[8], date: Date(epochMilliseconds: row[9]), verdict: knownVerdict,
                        source: knownSource))
            }
            return evidence
        }
    }
}
