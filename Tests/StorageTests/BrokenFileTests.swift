import Domain
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import Storage

@Suite struct BrokenFileTests {
    @Test func `a file that is no database is named as such`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("notes.txt")
        try Data(String(repeating: "These are my notes. ", count: 500).utf8).write(to: URL(filePath: path))
        let problem = #expect(throws: Problem.self) { try Store.open(at: path, time: SystemTime()) }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message == "The file \(path) is not a database")
        #expect(problem?.hint != nil)
    }

    @Test func `a damaged database is named as such`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("shop.db")
        let store = try await Store.opened(at: path)
        try await store.insertBenchmarks((1...100).map { Samples.result($0) })
        _ = try await store.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try store.close()
        var bytes = try Data(contentsOf: URL(filePath: path))
        for page in stride(from: 4096, to: bytes.count, by: 4096) {
            bytes.replaceSubrange(page..<page + 64, with: Data(repeating: 0xA5, count: 64))
        }
        try bytes.write(to: URL(filePath: path))
        let problem = await #expect(throws: Problem.self) {
            _ = try await Store.open(at: path, time: SystemTime()).benchmarks()
        }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message == "The database \(path) is damaged")
    }

    @Test func `a full disk is named as such and loses nothing stored before`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try await Store.opened(at: folder.path("shop.db"))
        let claim = try await Samples.launched(in: store)
        try await store.database.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let problem = await #expect(throws: Problem.self) {
            try await store.insertBenchmarks((1...100).map { Samples.result($0) })
        }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message.contains("is full") == true)
        #expect(try await store.session(claim.session.id) == claim.session)
        #expect(try await store.benchmarkCount() == 0)
    }

    @Test func `a folder that may not be written is named as such`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        // No mode keeps root out; the kernel's own file system does.
        let path = geteuid() == 0 ? "/sys/kernel/shop.db" : folder.path("shop.db")
        let problem = #expect(throws: Problem.self) { try Store.open(at: path, time: SystemTime()) }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message.contains(path) == true)
        #expect(problem?.hint?.contains("DATABASE_PATH") == true)
    }

    @Test func `a path through a file is named as such`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data().write(to: URL(filePath: folder.path("file")))
        let problem = #expect(throws: Problem.self) {
            try Store.open(at: folder.path("file/shop.db"), time: SystemTime())
        }
        #expect(problem?.code == .localStorage)
    }

    @Test func `a folder in the database's place is named as such`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let problem = #expect(throws: Problem.self) { try Store.open(at: folder.url.path, time: SystemTime()) }
        #expect(problem?.message == "The database \(folder.url.path) cannot be opened")
    }

    @Test func `a database that may only be read is named as such`() async throws {
        let store = try Store.inMemory()
        try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        let problem = await #expect(throws: Problem.self) {
            try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
        }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message == "The database :memory: cannot be written")
    }

    @Test func `a database that another process keeps locked is named as such`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("shop.db")
        try await Store.opened(at: path).close()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        var generator = SystemRandomNumberGenerator()
        let store = try Store.open(
            at: path, time: SystemTime(), deploymentOverride: nil, using: &generator, patience: .milliseconds(20))
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let problem = await #expect(throws: Problem.self) {
            try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
        }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message == "The database \(path) is locked by another process")
        #expect(try await store.sessions().isEmpty, "reading needs no lock")
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await store.insert(Samples.session(), ownedBy: Samples.alice, leaseUntil: Samples.start)
    }
}
