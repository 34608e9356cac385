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
    }

    let loading: ArchiveLoading
    let sink: Sink

    /// Imports everything; `progress` hears how many items are done.
    func run(_ scan: ArchiveScan, progress: (Int) -> Void) async throws -> ArchiveImport {
        var report = ArchiveImport(skipped: scan.skipped)
        var seen: Set<String> = []
        var done = 0
        try await loading.load(scan.items) { batch in
            let counts = try await put(batch.results, seen: &seen)
            report.imported += counts.imported
            report.alreadyPresent += counts.alreadyPresent
            report.skipped += batch.skipped
            report.brokenLines += batch.brokenLines
            done += batch.items
            progress(done)
        }
        return report
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
            if case .lookup(let store) = sink, try await store.benchmark(result.id) != nil { continue }
            fresh += 1
        }
        return (fresh, results.count - fresh)
    }
}
