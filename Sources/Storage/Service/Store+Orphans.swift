public import Domain
public import Foundation
import GRDB

extension Store {
    /// Records a machine that no session knows, and returns the record: that of the first time it was seen, where there is one.
    public func noteOrphan(_ orphan: OrphanRecord) async throws -> OrphanRecord {
        try await write(turns: Self.patientTurns) { db in
            let isOurs = try orphan.session.map { try SessionRow.fetch(db, $0) != nil } ?? false
            try db.run(
                """
                INSERT INTO orphans (provider, instance, label, session, gpu_name, price_micros, billed_from, found_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (provider, instance) DO NOTHING
                """,
                [
                    orphan.instance.provider.rawValue, orphan.instance.local, orphan.label, isOurs ? orphan.session?.rawValue : nil,
                    orphan.gpuName, orphan.pricePerHour.micros, orphan.billedFrom.epochMilliseconds, orphan.foundAt.epochMilliseconds,
                ])
            if db.changesCount == 1 { try Self.count(.orphansDetected, in: db) }
            return try Self.orphan(orphan.instance, in: db) ?? orphan
        }
    }

    /// Records that an orphan is proved gone.
    public func closeOrphan(_ instance: InstanceID, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try db.run(
                "UPDATE orphans SET ended_at = ? WHERE provider = ? AND instance = ? AND ended_at IS NULL",
                [date.epochMilliseconds, instance.provider.rawValue, instance.local])
            if db.changesCount == 1 { try Self.count(.orphansDestroyed, in: db) }
        }
    }

    /// All orphans on record, the oldest first.
    public func orphans() async throws -> [OrphanRecord] {
        try await read { db in
            try db.rows(
                "SELECT * FROM orphans ORDER BY found_at, provider, instance"
            ).map(OrphanRecord.init(row:))
        }
    }

    /// Orphans on record that are not proved gone.
    public func openOrphans() async throws -> [InstanceID] {
        try await read { db in
            try db.rows("SELECT provider, instance FROM orphans WHERE ended_at IS NULL").map {
                InstanceID(provider: ProviderID(rawValue: $0["provider"]), local: $0["instance"])
            }
        }
    }

    private static func orphan(_ instance: InstanceID, in db: Database) throws -> OrphanRecord? {
        try db.row(
            "SELECT * FROM orphans WHERE provider = ? AND instance = ?", [instance.provider.rawValue, instance.local]
        ).map(OrphanRecord.init(row:))
    }
}

extension OrphanRecord {
    init(row: Row) {
        self.init(
            instance: InstanceID(provider: ProviderID(rawValue: row["provider"]), local: row["instance"]), label: row["label"],
            session: (row["session"] as String?).flatMap(SessionID.init(rawValue:)), gpuName: row["gpu_name"],
            pricePerHour: USD(micros: row["price_micros"]), billedFrom: Date(epochMilliseconds: row["billed_from"]),
            foundAt: Date(epochMilliseconds: row["found_at"]), endedAt: (row["ended_at"] as Int64?).map(Date.init(epochMilliseconds:)))
    }
}
