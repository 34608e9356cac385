import Archives
import Domain
import Foundation
import Storage

/// Reads the collected archive and stores its result; the same content is stored once, however often this runs.
struct IngestingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        let session = claim.session
        guard let path = session.archivePath else {
            throw Problem(.internalError, "session \(session.id) has no archive to ingest")
        }
        let result: BenchmarkResult
        do {
            result = try await Self.read(path)
        } catch {
            return try await worker.failAttempt(claim, Self.problem(error, reading: path, of: session), replace: false)
        }
        guard result.results.totalRequests > result.results.totalErrors else {
            // Kept on disk, but nothing was measured: there is no result to store.
            let why = "not one request succeeded"
            let problem = session.currentAttempt?.failure.map { Problem($0.code, $0.message) } ?? Problem(.benchmarkFailed, why)
            return try await worker.failAttempt(claim, problem, replace: false)
        }
        _ = try await worker.records.insertBenchmarks([result])
        let ingested = try await worker.apply(.ingested, to: claim, detail: "\(result.id), \(result.verdict.rawValue)") { row in
            row.benchmarkID = result.id
        }
        worker.tell(.ingested(result), ingested.session)
        return ingested
    }

    /// What failed before says more than that the archive holds nothing; an archive that says the same adds nothing.
    private static func problem(_ error: any Error, reading path: String, of session: Session) -> Problem {
        let why = "the archive \(path) cannot be used: \(error)"
        guard let known = session.currentAttempt?.failure else { return Problem(.benchmarkFailed, why) }
        if case ArchiveError.failedRun = error { return Problem(known.code, known.message) }
        return Problem(known.code, "\(known.message); \(why)")
    }

    @concurrent
    private static func read(_ path: String) async throws -> BenchmarkResult {
        let contents = try ArchiveReader().read(URL(fileURLWithPath: path))
        return try ResultBuilder(origin: ResultOrigin(source: .measured)).build(from: contents).result
    }
}
