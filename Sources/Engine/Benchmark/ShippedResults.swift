import Archives
import Crypto
public import Domain
public import Foundation
public import Storage

/// The archived results that ship with the product, imported when their content is new to the database.
public struct ShippedResults: Sendable {
    /// What one import did.
    public struct Outcome: Hashable, Sendable {
        /// Results that are new.
        public var imported = 0
        /// What was left out, and why, one line each.
        public var skipped: [String] = []
    }

    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    /// Imports the folder once per content.
    ///
    /// No folder is no failure. What the system refused to read is tried again the next time; what is broken stays so.
    public func importOnce(from folder: URL) async throws -> Outcome {
        guard FileManager.default.fileExists(atPath: folder.path) else { return Outcome() }
        let digest = try Self.digest(of: folder)
        guard try await !store.wasImported(digest) else { return Outcome() }
        let scan = ArchiveScan([folder])
        var skipped = scan.skipped
        var imported = 0
        let loading = ArchiveLoading(origin: ResultOrigin(source: .imported, sourceDetail: "shipped with the product"))
        try await loading.load(scan.items) { batch in
            imported += try await store.insertBenchmarks(batch.results).imported
            skipped += batch.skipped
        }
        if !skipped.contains(where: \.isUnreadable) {
            try await store.markImported("results", contentHash: digest, at: time.now)
        }
        return Outcome(imported: imported, skipped: skipped.map { "\($0.archive) was not imported: \($0.reason)" })
    }

    /// Changes when a file of the folder does: names and sizes of all, the content of the small ones.
    private static func digest(of folder: URL) throws -> String {
        var hash = SHA256()
        do {
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
                let file = folder.appendingPathComponent(path)
                let size = (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)?.intValue ?? 0
                hash.update(data: Data("\(path)\u{0}\(size)\u{0}".utf8))
                // One that cannot be read counts by its name: the import, which says so, is not marked as done.
                if path.hasSuffix(".json"), let content = try? Data(contentsOf: file) { hash.update(data: content) }
            }
        } catch {
            throw Problem(
                .localStorage, "the archived results in \(folder.path) cannot be read", hint: "Check the folder's permissions.",
                cause: error)
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
