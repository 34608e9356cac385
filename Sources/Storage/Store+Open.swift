public import Domain
import Foundation
import GRDB

extension Store {
    /// Opens the database at `path`, makes it where there is none, and brings it to this program's form.
    ///
    /// Missing folders are made; a new file can be read by its owner alone. Blocks for the length of a migration,
    /// and for up to five seconds while another process holds the file.
    /// - Throws: `Problem` with code `localStorage` for a file that cannot be used; its message says why.
    public static func open(
        at path: String, time: any TimeSource, deploymentOverride: DeploymentID? = nil
    ) throws -> Store {
        var generator = SystemRandomNumberGenerator()
        return try open(at: path, time: time, deploymentOverride: deploymentOverride, using: &generator)
    }

    /// Opens the database at `path`, drawing the deployment id of a new one from `generator`.
    public static func open(
        at path: String, time: any TimeSource, deploymentOverride: DeploymentID? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws -> Store {
        try open(
            at: path, time: time, deploymentOverride: deploymentOverride, using: &generator,
            patience: .seconds(5))
    }

    /// As above, waiting for locks for `patience`.
    static func open(
        at path: String, time: any TimeSource, deploymentOverride: DeploymentID?,
        using generator: inout some RandomNumberGenerator, patience: Duration
    ) throws -> Store {
        let fresh = DeploymentID.random(using: &generator)
        return try translating(path) {
            try makeFile(at: path)
            try refuseForeign(path)
            let pool = try pool(at: path, patience: patience)
            try pool.writeWithoutTransaction { db in
                // The pool relaxes this to NORMAL for WAL; our rows guard money and must outlive a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            let stored = try Schema.prepare(pool, named: path, freshDeployment: fresh, at: time.now)
            return Store(path: path, database: pool, deploymentID: deploymentOverride ?? stored)
        }
    }

    /// Refuses another program's database before it is opened for writing, which would change its form.
    ///
    /// Ours are in WAL mode from the first moment; byte 18 of the header tells.
    private static func refuseForeign(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let header = try file.read(upToCount: 100) ?? Data()
            try file.close()
            guard header.count == 100, header[header.startIndex + 18] == 1 else { return }
            try DatabaseQueue(path: path, configuration: configuration).read { try Schema.refuseForeign($0, path) }
        } catch let foreign as Problem {
            throw foreign
        } catch {
            // Locked, damaged or no file at all: the opening proper has the patience, and the words.
        }
    }

    /// Opens the file for many readers and one writer beside each other.
    ///
    /// Where several processes begin a new file at one moment, SQLite tells all but one that it is locked, whatever patience
    /// was asked for: on the way to that form it waits for no lock.
    private static func pool(at path: String, patience: Duration) throws -> DatabasePool {
        let limit = ContinuousClock.now + patience
        while true {
            do {
                return try DatabasePool(path: path, configuration: configuration(patience: patience))
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < limit {
                Thread.sleep(forTimeInterval: 0.005)
            }
        }
    }

    /// A database that vanishes with its last copy, for tests.
    public static func inMemory(
        time: any TimeSource = SystemTime(), deploymentOverride: DeploymentID? = nil
    ) throws -> Store {
        var generator = SystemRandomNumberGenerator()
        let fresh = DeploymentID.random(using: &generator)
        return try translating(":memory:") {
            let queue = try DatabaseQueue(configuration: configuration(patience: .seconds(5)))
            let stored = try Schema.prepare(queue, named: ":memory:", freshDeployment: fresh, at: time.now)
            return Store(path: ":memory:", database: queue, deploymentID: deploymentOverride ?? stored)
        }
    }

    /// A copy of a database that vanishes with its last copy: the same form without making it anew.
    package static func inMemory(copying other: Store) throws -> Store {
        try translating(":memory:") {
            let queue = try DatabaseQueue(configuration: configuration(patience: .seconds(5)))
            try other.database.backup(to: queue)
            return Store(path: ":memory:", database: queue, deploymentID: other.deploymentID)
        }
    }

    private static func configuration(patience: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.label = "Storage"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience / .seconds(1))
        return configuration
    }

    /// Makes an empty file only its owner can read, so that SQLite's side files inherit that mode.
    private static func makeFile(at path: String) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return }
        let url = URL(filePath: path)
        do {
            try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url, options: .withoutOverwriting)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch CocoaError.fileWriteFileExists {
            // Another process made it in between; it is as good as ours.
        }
    }
}
