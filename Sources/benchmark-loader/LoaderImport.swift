import Archives
import Domain
import Storage

/// One run of the loader: what was found goes batch by batch into the database.
struct LoaderImport {
    /// Where results go.
    enum Sink {
        /// Into the database.
        case store(Store)
        /// Nowhere, but what the database has is counted.
        case lookup(Store)
        /// Nowhere, with no database to look into.
        case nothing

        /// Whether a result was there before.
        func has(_ id: String) async throws -> Bool {
            switch self {
            case .store(let store), .lookup(let store): try await store.benchmark(id) != nil
            case .nothing: false
            }
        }
    }

    let loading: ArchiveLoading
    let sink: Sink

    /// Imports everything; `progress` hears how many items are done.
    func run(_ scan: ArchiveScan, progress: (Int) -> Void) async throws -> ArchiveImport {
        var report = ArchiveImport(skipped: scan.skipped)
        var seen: Set<String> = []
        var damaged: Set<String> = []
        var done = 0
        try await loading.load(scan.items) { batch in
            let brokenLines = try await brokenLines(of: batch.results, damaged: &damaged)
            let counts = try await put(batch.results, seen: &seen)
            report.imported += counts.imported
            report.alreadyPresent += counts.alreadyPresent
            report.skipped += batch.skipped
            report.brokenLines += brokenLines
            done += batch.items
            progress(done)
        }
        return report
    }

    /// Broken lines of those results that will be imported; `damaged` keeps the same archive from counting twice.
    private func brokenLines(of results: [BenchmarkResult], damaged: inout Set<String>) async throws -> Int {
        var lines = 0
        for result in results {
            guard let broken = result.results.brokenLines, broken > 0 else { continue }
            guard damaged.insert(result.contentHash).inserted, try await !sink.has(result.id) else { continue }
            lines += broken
        }
        return lines
    }

    private func put(
        _ results: [BenchmarkResult], seen: inout Set<String>
    ) async throws -> (imported: Int, alreadyPresent: Int) {
        if case .store(let store) = sink {
            let insertion = try await store.insertBenchmarks(results)
            return (insertion.imported, insertion.alreadyPresent)
        }
        var fresh = 0
        for result in results where seen.insert(result.contentHash).inserted {
            if try await sink.has(result.id) { continue }
            fresh += 1
        }
        return (fresh, results.count - fresh)
    }
}
