import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite struct OpeningTests {
    @Test func `a new database gets folder, owner-only mode and an id that stays`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("a/b/shop.db")
        let first = try Store.open(at: path, time: SystemTime())
        #expect(first.deploymentID.rawValue.count == 8)
        for suffix in ["", "-wal", "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions]
            #expect((mode as? NSNumber)?.intValue == 0o600, "\(suffix)")
        }
        try first.close()
        let second = try Store.open(at: path, time: SystemTime())
        #expect(second.deploymentID == first.deploymentID)
    }

    @Test func `an override of the deployment is not kept`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let team = try #require(DeploymentID(rawValue: "team"))
        #expect(try Store.open(at: folder.path("shop.db"), time: SystemTime(), deploymentOverride: team).deploymentID == team)
        #expect(try Store.open(at: folder.path("shop.db"), time: SystemTime()).deploymentID != team)
    }

    @Test func `rows survive closing and opening`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try await Store.opened(at: folder.path("shop.db"))
        let claim = try await Samples.launched(in: store)
        try store.close()
        let again = try await Store.opened(at: folder.path("shop.db"))
        #expect(try await again.session(claim.session.id) == claim.session)
    }

    @Test func `a closed database is whole without its side files`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try await Store.opened(at: folder.path("shop.db"))
        let claim = try await Samples.launched(in: store)
        try store.close()
        try FileManager.default.copyItem(atPath: folder.path("shop.db"), toPath: folder.path("copy.db"))
        let copy = try await Store.opened(at: folder.path("copy.db"))
        #expect(try await copy.session(claim.session.id) == claim.session)
    }

    @Test func `many processes may meet on a new file`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for round in 1...5 {
            let path = folder.path("shop-\(round).db")
            let ids = try await withThrowingTaskGroup(of: DeploymentID.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await Store.opened(at: path).deploymentID }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1, "round \(round)")
        }
    }

    @Test func `many processes may begin a new file at one moment`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        // SQLite itself waits for no lock on its way to writing ahead: about one of thirty openings would fail.
        for round in 1...60 {
            let path = folder.path("shop-\(round).db")
            let start = ReadyGate(4)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await onOwnThread {
                            start.wait()
                            _ = try Store.open(at: path, time: SystemTime())
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `every connection syncs fully, keeps foreign keys and writes ahead`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try Store.open(at: folder.path("shop.db"), time: SystemTime())
        let settings = try await store.database.write { db in
            try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]
                .map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
        }
        #expect(settings == ["wal", "2", "1", "5000"])
        #expect(try await store.database.read { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
    }

    @Test func `a database of a newer program is refused and left as it is`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try Store.open(at: folder.path("shop.db"), time: SystemTime())
        try await store.database.write { try $0.execute(sql: "PRAGMA user_version = 4711") }
        try store.close()
        let problem = #expect(throws: Problem.self) { try Store.open(at: folder.path("shop.db"), time: SystemTime()) }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message.contains("newer") == true)
        #expect(problem?.message.contains("4711") == true)
    }

    @Test func `the database of another program is refused and left as it is`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("shop.db")
        let foreign = try DatabaseQueue(path: path)
        try foreign.write { try $0.execute(sql: "CREATE TABLE sessions (id TEXT)") }
        let before = try Data(contentsOf: URL(filePath: path))
        let problem = #expect(throws: Problem.self) { try Store.open(at: path, time: SystemTime()) }
        #expect(problem?.message.contains("another program") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == before, "not one byte")
        #expect(try foreign.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_schema") } == 1)
    }

    @Test func `a database of the first form is brought to today's without losing its id`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path("shop.db")
        let old = try DatabasePool(path: path)
        let deployment = try #require(DeploymentID(rawValue: "0badcafe"))
        let kept = try Schema.prepare(
            old, named: path, freshDeployment: deployment, at: Samples.start,
            migrations: Array(Migration.all.prefix(1)))
        #expect(kept == deployment)
        try old.close()
        let store = try Store.open(at: path, time: SystemTime())
        #expect(store.deploymentID == deployment)
        let form = try store.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(form == Migration.all.count)
    }

    @Test func `migrations are numbered from one without a gap`() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }
}
