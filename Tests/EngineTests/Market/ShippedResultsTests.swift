import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct ShippedResultsTests {
    private func use(_ body: (URL, Store, ShippedResults) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let time = SkippingTime()
        let store = try Store.inMemory(time: time)
        try await body(folder.url.appending(path: "results"), store, ShippedResults(store: store, time: time))
    }

    @Test func `a missing folder is no failure`() async throws {
        try await use { folder, store, shipped async throws in
            #expect(try await shipped.importOnce(from: folder) == ShippedResults.Outcome())
            #expect(try await store.benchmarkCount() == 0)
        }
    }

    @Test func `results are imported once for one content`() async throws {
        try await use { folder, store, shipped in
            try ArchiveGenerator(seed: 5).write(2, into: folder)
            #expect(try await shipped.importOnce(from: folder).imported == 2)
            #expect(try await shipped.importOnce(from: folder).imported == 0)
            #expect(try await store.benchmarkCount() == 2)
        }
    }

    @Test func `what is broken is named once, the rest is imported`() async throws {
        try await use { folder, store, shipped in
            let archives = try ArchiveGenerator(seed: 5).write(3, into: folder).folders
            try Data("{".utf8).write(to: archives[1].appending(path: "metadata.json"))
            let outcome = try await shipped.importOnce(from: folder)
            #expect(outcome.imported == 2 && outcome.skipped.count == 1)
            #expect(outcome.skipped.first?.hasPrefix("\(archives[1].path) was not imported: ") == true)
            #expect(try await shipped.importOnce(from: folder) == ShippedResults.Outcome())
        }
    }

    @Test func `what the system refuses to read is named and tried again at the next start`() async throws {
        try await use { folder, store, shipped in
            try ArchiveGenerator(seed: 5).write(2, into: folder)
            let file = folder.appending(path: "published.json")
            // Can be opened and not be read, whoever asks.
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/proc/self/mem")
            for imported in [2, 0] {
                let outcome = try await shipped.importOnce(from: folder)
                #expect(outcome.imported == imported && outcome.skipped.count == 1)
                #expect(outcome.skipped.first?.contains("\(file.path) cannot be read: ") == true)
            }
            try FileManager.default.removeItem(at: file)
            #expect(try await shipped.importOnce(from: folder) == ShippedResults.Outcome())
        }
    }

    @Test func `a later version brings only what is new`() async throws {
        try await use { folder, store, shipped in
            try ArchiveGenerator(seed: 5).write(2, into: folder)
            _ = try await shipped.importOnce(from: folder)
            try ArchiveGenerator(seed: 5).write(3, into: folder)
            #expect(try await shipped.importOnce(from: folder).imported == 1)
            #expect(try await store.benchmarkCount() == 3)
        }
    }
}
