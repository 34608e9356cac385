import Domain
import GRDB

extension Store {
    /// Refuses a second rental of one offer by one consumer: a request that was sent twice must not rent twice.
    static func refuseTwin(of session: Session, in db: Database) throws {
        guard session.plan.rental != nil, let offer = session.plan.offer else { return }
        let twin = try String.fetchOne(
            db,
            sql: """
                SELECT id FROM sessions
                WHERE consumer = ? AND json_extract(plan, '$.offer') = ? AND json_extract(plan, '$.rental') IS NOT NULL
                    AND step <> 'finished' AND NOT (step = 'terminating' AND next <> 'replace')
                """,
            arguments: [session.plan.consumer, offer.rawValue])
        guard let twin, let known = SessionID(rawValue: twin), let row = try SessionRow.fetch(db, known) else { return }
        throw Problem(
            .conflict,
            "consumer \(session.plan.consumer) already has active session \(twin) for offer \(offer) (status: \(row.session.state.status.rawValue))",
            hint: "Use that session, or end it first.")
    }
}
