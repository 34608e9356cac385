import Domain
public import Foundation
import GRDB

extension Store {
    /// Every archive that a session refers to, the one that was finished last first.
    public func keptArchives() async throws -> [KeptArchive] { try await read(Self.keptArchives) }

    static func keptArchives(in db: Database) throws -> [KeptArchive] {
        try db.rows(
            """
            SELECT sessions.id, json_extract(plan, '$.model') AS model, archive_path, finished_at, benchmarks.id AS benchmark
            FROM sessions LEFT JOIN benchmarks ON benchmarks.id = sessions.benchmark_id
            WHERE archive_path IS NOT NULL ORDER BY finished_at DESC, sessions.id
            """
        ).compactMap { row in
            SessionID(rawValue: row["id"]).map { id in
                KeptArchive(
                    session: id, model: row["model"] ?? "", path: row["archive_path"],
                    finishedAt: (row["finished_at"] as Int64?).map(Date.init(epochMilliseconds:)), benchmarkID: row["benchmark"])
            }
        }
    }

    /// Notes that an archive is no longer on the disk; its result stays.
    ///
    /// Changes nothing for a session that is not over, or whose result is not in the database.
    /// - Returns: whether it was noted.
    public func forget(_ archive: KeptArchive, at date: Date) async throws -> Bool {
        try await write { db in
            try db.run(
                """
                UPDATE sessions SET archive_path = NULL WHERE id = ? AND archive_path = ? AND step = 'finished'
                    AND EXISTS (SELECT 1 FROM benchmarks WHERE benchmarks.id = sessions.benchmark_id)
                """, [archive.session.rawValue, archive.path])
            guard db.changesCount == 1 else { return false }
            try Self.append([LedgerEntry(at: date, event: "archive_removed", detail: archive.path)], of: archive.session, in: db)
            return true
        }
    }
}
