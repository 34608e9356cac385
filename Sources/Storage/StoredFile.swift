public import Domain
public import Foundation
import GRDB

/// A database file as it is found, read without changing it: not even brought to this program's form.
public struct StoredFile: Sendable {
    /// The form that it has.
    public let form: Int
    /// The form that this program would bring it to.
    public let newestForm: Int
    /// What SQLite finds wrong in it, one line each; empty where nothing is.
    ///
    /// What follows is not looked for in a damaged file.
    public let damages: [String]
    /// Rows that refer to rows which are not there, one line for each table.
    public let brokenReferences: [String]
    /// A secret that is sealed with the key file, with the session whose it is; `nil` where there is none.
    public let sealedSecret: (session: SessionID, bytes: Data)?
    /// Archives that sessions refer to.
    public let archives: [KeptArchive]

    /// Reads the whole file; takes as long as that takes.
    /// - Throws: `Problem` for a file that is not there (`notFound`), or that cannot be read at all (`localStorage`).
    public init(at path: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Problem(.notFound, "there is no database \(path)", hint: "Set DATABASE_PATH to one that is there.")
        }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            self = try await withCheckedThrowingContinuation { continuation in
                queue.asyncRead { database in
                    continuation.resume(with: Result { try StoredFile(database.get(), path) })
                }
            }
        } catch {
            throw Store.translate(error, path)
        }
    }

    /// A file may be too broken even for that.
    private static func damages(_ db: Database) throws -> [String] {
        do {
            let words = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
            return words == ["ok"] ? [] : words
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [error.message ?? "it cannot be read through"]
        }
    }

    private init(_ db: Database, _ path: String) throws {
        try Schema.refuseForeign(db, path)
        form = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        newestForm = Migration.all.count
        damages = try Self.damages(db)
        guard damages.isEmpty else {
            (brokenReferences, sealedSecret, archives) = ([], nil, [])
            return
        }
        brokenReferences = try Row.fetchAll(
            db, sql: "SELECT \"table\" AS child, parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2"
        ).map { row in "\(row["rows"] as Int) of \(row["child"] as String) refer to no row of \(row["parent"] as String)" }
        let row =
            form < 1
            ? nil
            : try Row.fetchOne(
                db, sql: "SELECT id, sealed_private_key FROM sessions WHERE length(sealed_private_key) > 0 ORDER BY created_at DESC LIMIT 1"
            )
        sealedSecret = row.flatMap { row in SessionID(rawValue: row[0]).map { ($0, row[1]) } }
        // What older forms lack cannot be asked for.
        archives = form < newestForm ? [] : try Store.keptArchives(in: db)
    }
}
