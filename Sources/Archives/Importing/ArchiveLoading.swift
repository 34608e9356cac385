public import Domain
import Foundation

/// Reads, summarises and judges many archives at once, on as many threads as there are processors.
public struct ArchiveLoading: Sendable {
    /// Archives that were read together.
    public struct Batch: Sendable {
        /// In the order of the items.
        public var results: [BenchmarkResult] = []
        /// Those that could not be read.
        public var skipped: [ArchiveImport.Skipped] = []
        /// Items of the batch.
        public var items = 0
    }

    private static let batchSize = 32

    private let reader: ArchiveReader
    private let builder: ResultBuilder
    private let width: Int

    /// Reads with `width` batches at a time; by default one more than there are processors, so that none
    /// waits for storage.
    public init(origin: ResultOrigin, limits: ArchiveLimits = .standard, width: Int? = nil) {
        reader = ArchiveReader(limits: limits)
        builder = ResultBuilder(origin: origin)
        self.width = max(1, width ?? ProcessInfo.processInfo.activeProcessorCount + 1)
    }

    /// Hands over batch after batch in the order of `items`; what `deliver` throws stops everything.
    ///
    /// Later batches are being parsed while one is being delivered; at most `width` wait.
    public func load(
        _ items: [ArchiveScan.Item], deliver: (Batch) async throws -> Void
    ) async throws {
        let starts = Array(stride(from: 0, to: items.count, by: Self.batchSize))
        try await withThrowingTaskGroup(of: (Int, Batch).self) { group in
            func begin(_ index: Int) {
                guard index < starts.count else { return }
                let slice = Array(items[starts[index]..<min(items.count, starts[index] + Self.batchSize)])
                group.addTask { (index, try await parse(slice)) }
            }
            for index in 0..<width { begin(index) }
            var waiting: [Int: Batch] = [:]
            var next = 0
            while let (index, batch) = try await group.next() {
                waiting[index] = batch
                while let ready = waiting.removeValue(forKey: next) {
                    begin(next + width)
                    next += 1
                    try await deliver(ready)
                }
            }
        }
    }

    @concurrent
    private func parse(_ items: [ArchiveScan.Item]) async throws -> Batch {
        var batch = Batch()
        batch.items = items.count
        for item in items {
            try Task.checkCancellation()
            let path = item.location.path(percentEncoded: false)
            do throws(ArchiveError) {
                switch item.kind {
                case .archive:
                    batch.results.append(try builder.build(from: try reader.read(path: path)).result)
                case .published:
                    batch.results += try PublishedReader().read(item.location)
                }
            } catch {
                batch.skipped.append(ArchiveImport.Skipped(archive: path, error: error))
            }
        }
        return batch
    }
}
