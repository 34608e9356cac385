import Domain
import Foundation
import GRDB

extension Attempt {
    /// What `init(row:)` reads, in its order.
    static let columns = [
        "session", "ordinal", "offer", "label", "intended_at", "accepted_at", "provider", "instance", "price_micros", "price_changes",
        "traffic_bytes", "traffic_at", "shown_at", "ssh_host", "ssh_port", "ssh_user", "host_key", "end_requested_at", "absent_at",
        "closed_at", "cost_micros", "failure_code", "failure_message", "image", "template_name", "api_host", "api_port",
    ].map { "attempts.\($0)" }.joined(separator: ", ")

    private static let offers = DecodedTexts<Offer>()

    init(row: Row) throws {
        var columns = ColumnReader(row)
        let id: String = columns.next()
        guard let session = SessionID(rawValue: id) else { throw DecodingError.unreadable("session \(id)") }
        self.init(
            session: session, ordinal: columns.next(), offer: try Self.offers.value(of: columns.next()), label: columns.next(),
            intendedAt: columns.date())
        acceptedAt = columns.nullableDate()
        let provider = ProviderID(rawValue: columns.next())
        instance = columns.nullable().map { InstanceID(provider: provider, local: $0) }
        pricePerHour = USD(micros: columns.next())
        priceChanges = try Self.priceChanges(columns.next())
        trafficBytes = columns.next()
        trafficAt = columns.nullableDate()
        shownAt = columns.nullableDate()
        let (host, port, user): (String?, Int?, String?) = (columns.nullable(), columns.nullable(), columns.nullable())
        if let host, let port, let user { ssh = SSHAddress(host: host, port: port, user: user) }
        hostKeyFingerprint = columns.nullable()
        endRequestedAt = columns.nullableDate()
        absentAt = try Self.sightings(columns.next())
        closedAt = columns.nullableDate()
        cost = USD(micros: columns.next())
        failure = try SessionFailure(code: columns.nullable(), message: columns.nullable())
        image = columns.nullable()
        templateName = columns.nullable()
        let (apiHost, apiPort): (String?, Int?) = (columns.nullable(), columns.nullable())
        if let apiHost, let apiPort { api = APIAddress(host: apiHost, port: apiPort) }
    }

    private static func sightings(_ text: String) throws -> [Date] {
        guard text != "[]" else { return [] }
        return try JSONDecoder().decode([Int64].self, from: Data(text.utf8)).map(Date.init(epochMilliseconds:))
    }

    func store(in db: Database) throws {
        let offerJSON = String(decoding: try ProductJSON.encoder().encode(offer), as: UTF8.self)
        let sightings = String(decoding: try JSONEncoder().encode(absentAt.map(\.epochMilliseconds)), as: UTF8.self)
        try db.run(
            """
            INSERT INTO attempts (session, ordinal, label, intended_at, provider, instance, offer, accepted_at,
                price_micros, ssh_host, ssh_port, ssh_user, host_key, end_requested_at, absent_at, closed_at,
                cost_micros, failure_code, failure_message, price_changes, traffic_bytes, traffic_at, shown_at,
                image, template_name, api_host, api_port)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session, ordinal) DO UPDATE SET intended_at = excluded.intended_at, provider = excluded.provider,
                instance = excluded.instance, offer = excluded.offer, accepted_at = excluded.accepted_at,
                price_micros = excluded.price_micros, ssh_host = excluded.ssh_host,
                ssh_port = excluded.ssh_port, ssh_user = excluded.ssh_user, host_key = excluded.host_key,
                end_requested_at = excluded.end_requested_at, absent_at = excluded.absent_at,
                closed_at = excluded.closed_at, cost_micros = excluded.cost_micros,
                failure_code = excluded.failure_code, failure_message = excluded.failure_message,
                price_changes = excluded.price_changes, traffic_bytes = excluded.traffic_bytes,
                traffic_at = excluded.traffic_at, shown_at = excluded.shown_at, image = excluded.image,
                template_name = excluded.template_name, api_host = excluded.api_host, api_port = excluded.api_port
            """,
            [
                session.rawValue, ordinal, label, intendedAt.epochMilliseconds,
                (instance?.provider ?? offer.provider).rawValue, instance?.local, offerJSON,
                acceptedAt?.epochMilliseconds, pricePerHour.micros, ssh?.host, ssh?.port, ssh?.user,
                hostKeyFingerprint, endRequestedAt?.epochMilliseconds, sightings, closedAt?.epochMilliseconds,
                cost.micros, failure?.code.rawValue, failure?.message,
                try Self.stored(priceChanges), trafficBytes, trafficAt?.epochMilliseconds, shownAt?.epochMilliseconds,
                image, templateName, api?.host, api?.port,
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
