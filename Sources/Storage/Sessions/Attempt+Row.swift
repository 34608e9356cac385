import Domain
import Foundation
import GRDB

extension Attempt {
    init(row: Row) throws {
        let id: String = row["session"]
        guard let session = SessionID(rawValue: id) else { throw DecodingError.unreadable("session \(id)") }
        self.init(
            session: session, ordinal: row["ordinal"],
            offer: try ProductJSON.decoder().decode(Offer.self, from: row["offer"]), label: row["label"],
            intendedAt: Date(epochMilliseconds: row["intended_at"]))
        acceptedAt = (row["accepted_at"] as Int64?).map(Date.init(epochMilliseconds:))
        let provider = ProviderID(rawValue: row["provider"])
        instance = (row["instance"] as String?).map { InstanceID(provider: provider, local: $0) }
        pricePerHour = USD(micros: row["price_micros"])
        priceChanges = try Self.priceChanges(row["price_changes"])
        trafficBytes = row["traffic_bytes"]
        trafficAt = (row["traffic_at"] as Int64?).map(Date.init(epochMilliseconds:))
        if let host = row["ssh_host"] as String? {
            ssh = SSHAddress(host: host, port: row["ssh_port"], user: row["ssh_user"])
        }
        hostKeyFingerprint = row["host_key"]
        endRequestedAt = (row["end_requested_at"] as Int64?).map(Date.init(epochMilliseconds:))
        absentAt = try JSONDecoder().decode([Int64].self, from: row["absent_at"])
            .map(Date.init(epochMilliseconds:))
        closedAt = (row["closed_at"] as Int64?).map(Date.init(epochMilliseconds:))
        cost = USD(micros: row["cost_micros"])
        failure = try SessionFailure(code: row["failure_code"], message: row["failure_message"])
    }

    func store(in db: Database) throws {
        let offerJSON = String(decoding: try ProductJSON.encoder().encode(offer), as: UTF8.self)
        let sightings = String(decoding: try JSONEncoder().encode(absentAt.map(\.epochMilliseconds)), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO attempts (session, ordinal, label, intended_at, provider, instance, offer, accepted_at,
                    price_micros, ssh_host, ssh_port, ssh_user, host_key, end_requested_at, absent_at, closed_at,
                    cost_micros, failure_code, failure_message, price_changes, traffic_bytes, traffic_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (session, ordinal) DO UPDATE SET intended_at = excluded.intended_at, provider = excluded.provider,
                    instance = excluded.instance, offer = excluded.offer, accepted_at = excluded.accepted_at,
                    price_micros = excluded.price_micros, ssh_host = excluded.ssh_host,
                    ssh_port = excluded.ssh_port, ssh_user = excluded.ssh_user, host_key = excluded.host_key,
                    end_requested_at = excluded.end_requested_at, absent_at = excluded.absent_at,
                    closed_at = excluded.closed_at, cost_micros = excluded.cost_micros,
                    failure_code = excluded.failure_code, failure_message = excluded.failure_message,
                    price_changes = excluded.price_changes, traffic_bytes = excluded.traffic_bytes,
                    traffic_at = excluded.traffic_at
                """,
            arguments: [
                session.rawValue, ordinal, label, intendedAt.epochMilliseconds,
                (instance?.provider ?? offer.provider).rawValue, instance?.local, offerJSON,
                acceptedAt?.epochMilliseconds, pricePerHour.micros, ssh?.host, ssh?.port, ssh?.user,
                hostKeyFingerprint, endRequestedAt?.epochMilliseconds, sightings, closedAt?.epochMilliseconds,
                cost.micros, failure?.code.rawValue, failure?.message,
                try Self.stored(priceChanges), trafficBytes, trafficAt?.epochMilliseconds,
            ])
    }

    /// Pairs of a time and the price that held until then, in the table's own units.
    private static func stored(_ changes: [PriceChange]) throws -> String {
        guard !changes.isEmpty else { return "[]" }
        let pairs = changes.map { [$0.until.epochMilliseconds, $0.pricePerHour.micros] }
        return String(decoding: try JSONEncoder().encode(pairs), as: UTF8.self)
    }

    static func priceChanges(_ text: String) throws -> [PriceChange] {
        guard text != "[]" else { return [] }
        return try JSONDecoder().decode([[Int64]].self, from: Data(text.utf8)).map { pair in
            guard pair.count == 2 else { throw DecodingError.unreadable("price change") }
            return PriceChange(until: Date(epochMilliseconds: pair[0]), pricePerHour: USD(micros: pair[1]))
        }
    }
}
