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
            #expect(try await shipped.importOnce(from: folder) == 0)
            #expect(try await store.benchmarkCount() == 0)
        }
    }

    @Test func `results are imported once for one content`() async throws {
        try await use { folder, store, shipped in
            try ArchiveGenerator(seed: 5).write(2, into: folder)
            #expect(try await shipped.importOnce(from: folder) == 2)
            #expect(try await shipped.importOnce(from: folder) == 0)
            #expect(try await store.benchmarkCount() == 2)
        }
    }

    @Test func `a later version brings only what is new`() async throws {
        try await use { folder, store, shipped in
            try ArchiveGenerator(seed: 5).write(2, into: folder)
            _ = try await shipped.importOnce(from: folder)
            try ArchiveGenerator(seed: 5).write(3, into: folder)
            #expect(try await shipped.importOnce(from: folder) == 1)
            #expect(try await store.benchmarkCount() == 3)
        }
    }
}
