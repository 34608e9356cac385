import Archives
import Crypto
public import Domain
public import Foundation
public import Storage

/// The archived results that ship with the product, imported when their content is new to the database.
public struct ShippedResults: Sendable {
    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    /// Imports the folder once per content and returns how many results are new.
    ///
    /// No folder is no failure.
    public func importOnce(from folder: URL) async throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path) else { return 0 }
        let digest = try Self.digest(of: folder)
        guard try await !store.wasImported(digest) else { return 0 }
        let scan = ArchiveScan([folder])
        var imported = 0
        let loading = ArchiveLoading(origin: ResultOrigin(source: .imported, sourceDetail: "shipped with the product"))
        try await loading.load(scan.items) { batch in
            imported += try await store.insertBenchmarks(batch.results).imported
        }
        try await store.markImported("results", contentHash: digest, at: time.now)
        return imported
    }

    /// Changes when a file of the folder does: names and sizes of all, the content of the small ones.
    private static func digest(of folder: URL) throws -> String {
        var hash = SHA256()
        do {
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
                let file = folder.appendingPathComponent(path)
                let size = (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)?.intValue ?? 0
                hash.update(data: Data("\(path)\u{0}\(size)\u{0}".utf8))
                if path.hasSuffix(".json") { hash.update(data: try Data(contentsOf: file)) }
            }
        } catch {
            throw Problem(
                .localStorage, "the archived results in \(folder.path) cannot be read", hint: "Check the folder's permissions.",
                cause: error)
        }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
