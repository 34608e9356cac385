import Domain
import Foundation
import GRDB

/// Brings a file to the form this program works with.
enum Schema {
    /// Written into the file's header; tells our databases from everybody else's.
    static let applicationID = 0x6770_7573

    /// Applies what is missing, in one transaction, and returns the installation's id.
    ///
    /// Two processes may meet on a new file: everything is decided after the write lock is held, so the second
    /// finds the work done.
    static func prepare(
        _ database: any DatabaseWriter, named path: String, freshDeployment: DeploymentID, at date: Date,
        migrations: [Migration] = Migration.all
    ) throws -> DeploymentID {
        // A current file needs no write lock: what only looks never waits for who writes.
        if let stored = try database.read({ db in
            try appliedMigration(db, path, migrations) == migrations.count ? try storedDeployment(db) : nil
        }) {
            return stored
        }
        return try database.write { db in
            let applied = try appliedMigration(db, path, migrations)
            for migration in migrations where migration.number > applied {
                try db.execute(sql: migration.sql)
            }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(migrations.count)")
            try db.execute(
                sql: """
                    INSERT INTO meta (key, value, set_at) VALUES ('deployment', ?, ?) ON CONFLICT (key) DO NOTHING
                    """,
                arguments: [freshDeployment.rawValue, date.epochMilliseconds])
            return try storedDeployment(db) ?? freshDeployment
        }
    }

    /// Throws when the file is not ours to open; changes nothing.
    static func refuseForeign(_ db: Database, _ path: String) throws { _ = try appliedMigration(db, path, Migration.all) }

    /// The number of the last migration in the file, 0 for an empty file.
    private static func appliedMigration(
        _ db: Database, _ path: String, _ migrations: [Migration]
    ) throws -> Int {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let applied = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application == applicationID {
            guard applied <= migrations.count else {
                throw Problem(
                    .localStorage,
                    """
                    The database \(path) was written by a newer gpu-shopper: it has form \(applied), and this \
                    program knows \(migrations.count)
                    """,
                    hint: "Use the newer program, or set DATABASE_PATH to another file.")
            }
            return applied
        }
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
        guard application == 0, applied == 0, tables == 0 else {
            throw Problem(
                .localStorage, "The database \(path) belongs to another program",
                hint: "Set DATABASE_PATH to another file; nothing was changed.")
        }
        return 0
    }

    private static func storedDeployment(_ db: Database) throws -> DeploymentID? {
        try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'deployment'")
            .flatMap(DeploymentID.init(rawValue:))
    }
}
