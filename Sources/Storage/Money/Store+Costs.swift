import Domain
import Foundation
import GRDB

extension Store {
    /// The machines that may have cost something in a span of time, read at one moment; in no particular order.
    ///
    /// Only what overlaps the span is read. What each cost in it is for `accrued(at:)` to say.
    public func paidMachines(_ selection: PaidSelection) async throws -> PaidMachines {
        try await read { db in
            try PaidMachines(attempts: Self.paidAttempts(selection, in: db), orphans: Self.paidOrphans(selection, in: db))
        }
    }

    static func paidAttempts(_ selection: PaidSelection, in db: Database) throws -> [PaidAttempt] {
        var condition = """
            (attempts.accepted_at IS NOT NULL OR attempts.instance IS NOT NULL)
            AND (attempts.intended_at < :to OR attempts.accepted_at < :to)
            AND (attempts.closed_at IS NULL OR attempts.closed_at > :from OR attempts.traffic_at >= :from
            """
        condition += selection.isUnfinishedWhole ? " OR sessions.step <> 'finished')" : ")"
        if selection.consumer != nil { condition += " AND sessions.consumer = :consumer" }
        if selection.session != nil { condition += " AND sessions.id = :session" }
        if selection.provider != nil { condition += " AND attempts.provider = :provider" }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT sessions.consumer, sessions.step = 'finished' AS is_finished, attempts.session, attempts.ordinal,
                    attempts.label, attempts.provider, attempts.instance, attempts.intended_at, attempts.accepted_at,
                    attempts.price_micros, attempts.price_changes, attempts.traffic_bytes, attempts.traffic_at,
                    attempts.closed_at, attempts.offer ->> '$.id' AS offer_id, attempts.offer ->> '$.gpuName' AS gpu_name,
                    attempts.offer ->> '$.gpuMemoryMiB' AS gpu_memory_mib,
                    attempts.offer ->> '$.downloadPricePerGB' AS traffic_price
                FROM attempts JOIN sessions ON sessions.id = attempts.session WHERE \(condition)
                """, arguments: selection.arguments)
        var paid: [PaidAttempt] = []
        while let row = try rows.next() { paid.append(try PaidAttempt(row: row)) }
        return paid
    }

    /// A machine that came back after its session had proved it gone is counted from then on: before, the session paid.
    static func paidOrphans(_ selection: PaidSelection, in db: Database) throws -> [PaidOrphan] {
        var condition = "orphans.billed_from < :to AND (orphans.ended_at IS NULL OR orphans.ended_at > :from)"
        if selection.consumer != nil { condition += " AND coalesce(sessions.consumer, :nobody) = :consumer" }
        if selection.session != nil { condition += " AND orphans.session = :session" }
        if selection.provider != nil { condition += " AND orphans.provider = :provider" }
        var arguments = selection.arguments
        if selection.consumer != nil { arguments += ["nobody": OrphanRecord.consumer] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT sessions.consumer, orphans.*,
                    (SELECT max(closed_at) FROM attempts WHERE attempts.provider = orphans.provider
                        AND attempts.instance = orphans.instance) AS paid_until
                FROM orphans LEFT JOIN sessions ON sessions.id = orphans.session WHERE \(condition)
                """, arguments: arguments
        ).map { row in
            let paidUntil = (row["paid_until"] as Int64?).map(Date.init(epochMilliseconds:))
            return PaidOrphan(consumer: row["consumer"], orphan: OrphanRecord(row: row).billed(after: paidUntil))
        }
    }
}

extension PaidSelection {
    /// The values of the conditions that are in use: SQLite refuses those it has no place for.
    fileprivate var arguments: StatementArguments {
        var arguments: StatementArguments = ["from": from.epochMilliseconds, "to": to.epochMilliseconds]
        if let consumer { arguments += ["consumer": consumer] }
        if let session { arguments += ["session": session.rawValue] }
        if let provider { arguments += ["provider": provider.rawValue] }
        return arguments
    }
}

extension PaidAttempt {
    fileprivate init(row: Row) throws {
        let provider = ProviderID(rawValue: row["provider"])
        let id: String = row["session"]
        guard let session = SessionID(rawValue: id) else { throw DecodingError.unreadable("session \(id)") }
        guard let offerID = row["offer_id"] as String?, let gpuName = row["gpu_name"] as String?,
            let trafficPrice = (row["traffic_price"] as Double?).flatMap(USD.init(dollars:))
        else { throw DecodingError.unreadable("offer of session \(id)") }
        let offer = Offer(
            id: OfferID(rawValue: offerID), provider: provider, gpuName: gpuName, gpuMemoryMiB: row["gpu_memory_mib"],
            pricePerHour: USD(micros: row["price_micros"]), downloadPricePerGB: trafficPrice,
            fetchedAt: Date(epochMilliseconds: row["intended_at"]))
        var attempt = Attempt(
            session: session, ordinal: row["ordinal"], offer: offer, label: row["label"], intendedAt: offer.fetchedAt)
        attempt.acceptedAt = (row["accepted_at"] as Int64?).map(Date.init(epochMilliseconds:))
        attempt.instance = (row["instance"] as String?).map { InstanceID(provider: provider, local: $0) }
        attempt.priceChanges = try Attempt.priceChanges(row["price_changes"])
        attempt.trafficBytes = row["traffic_bytes"]
        attempt.trafficAt = (row["traffic_at"] as Int64?).map(Date.init(epochMilliseconds:))
        attempt.closedAt = (row["closed_at"] as Int64?).map(Date.init(epochMilliseconds:))
        self.init(consumer: row["consumer"], isFinished: row["is_finished"], attempt: attempt)
    }
}

extension OrphanRecord {
    /// The same machine, billed from `date` at the earliest.
    fileprivate func billed(after date: Date?) -> OrphanRecord {
        guard let date, date > billedFrom else { return self }
        return OrphanRecord(
            instance: instance, label: label, session: session, gpuName: gpuName, pricePerHour: pricePerHour, billedFrom: date,
            foundAt: foundAt, endedAt: endedAt)
    }
}
