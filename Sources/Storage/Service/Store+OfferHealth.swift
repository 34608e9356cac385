public import Domain
public import Foundation
import GRDB

extension Store {
    /// How long what happened to rentals is remembered.
    private static let memory: TimeInterval = 24 * 3600

    /// Remembers that a rental of an offer came to nothing, and forgets what is older than a day.
    public func noteMachineFailure(offer: Offer, kind: MachineFailure.Kind, reason: String, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try Self.note(offer, kind.rawValue, String(reason.prefix(1000)), at: date, in: db)
            try db.execute(sql: "DELETE FROM machine_outcomes WHERE at < ?", arguments: [(date - Self.memory).epochMilliseconds])
        }
    }

    /// Remembers that a rental of an offer went well: what failed on its machine before counts no more.
    public func noteMachineSuccess(offer: Offer, at date: Date) async throws {
        try await write(turns: Self.patientTurns) { db in
            try Self.note(offer, Self.success, "", at: date, in: db)
            try db.execute(sql: "DELETE FROM machine_outcomes WHERE at < ?", arguments: [(date - Self.memory).epochMilliseconds])
        }
    }

    /// The failures that no success on the same machine followed, in the order in which they were noted.
    public func machineFailures() async throws -> [MachineFailure] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM machine_outcomes AS failed WHERE kind <> ?1 AND NOT EXISTS (
                        SELECT 1 FROM machine_outcomes AS went WHERE went.subject = failed.subject AND went.kind = ?1
                            AND went.number > failed.number)
                    ORDER BY number
                    """,
                arguments: [Self.success]
            ).map(MachineFailure.init(row:))
        }
    }

    private static let success = "success"

    private static func note(_ offer: Offer, _ kind: String, _ reason: String, at date: Date, in db: Database) throws {
        let machine: String? = if case .machine(_, let id) = offer.machineKey { id } else { nil }
        try db.execute(
            sql: """
                INSERT INTO machine_outcomes (provider, machine_id, offer_id, gpu_name, gpu_memory_mib, kind, reason, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                offer.provider.rawValue, machine, offer.id.rawValue, offer.gpuName, offer.gpuMemoryMiB, kind, reason,
                date.epochMilliseconds,
            ])
    }
}

extension MachineFailure {
    fileprivate init(row: Row) throws {
        let kind: String = row["kind"]
        guard let known = Kind(rawValue: kind) else { throw DecodingError.unreadable("failure \(kind)") }
        self.init(
            provider: ProviderID(rawValue: row["provider"]), machineID: row["machine_id"], offerID: OfferID(rawValue: row["offer_id"]),
            gpuName: row["gpu_name"], gpuMemoryMiB: row["gpu_memory_mib"], kind: known, reason: row["reason"],
            at: Date(epochMilliseconds: row["at"]))
    }
}
