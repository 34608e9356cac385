import Domain
import Foundation
import GRDB

/// A row of `sessions` with its attempts and its lease.
struct SessionRow {
    var session: Session
    let owner: String?
    let leaseEndsAt: Date?

    /// What `init` reads, in its order.
    private static let columns = """
        sessions.id, deployment, created_at, step_deadline, hard_deadline, plan, ssh_public_key, sealed_private_key, step, next,
        version, step_entered_at, updated_at, user_public_key, reserved_until, overrides_hard_maximum, ceiling_micros, end_wish, idle,
        archive_path, benchmark_id, failure_code, failure_message, finished_at, owner, lease_ends_at
        """

    private static let plans = DecodedTexts<SessionPlan>()

    private init(_ row: Row, attempts: [Attempt]) throws {
        var columns = ColumnReader(row)
        let (id, name): (String, String) = (columns.next(), columns.next())
        guard let sessionID = SessionID(rawValue: id), let deployment = DeploymentID(rawValue: name) else {
            throw DecodingError.unreadable("session \(id)")
        }
        session = Session(
            id: sessionID, deployment: deployment, createdAt: columns.date(),
            stepDeadline: columns.date(), hardDeadline: columns.date(),
            plan: try Self.plans.value(of: columns.next()), sshPublicKey: columns.next(), sealedPrivateKey: columns.next())
        session.state = try Self.state(step: columns.next(), next: columns.nullable())
        session.version = columns.next()
        session.stepEnteredAt = columns.date()
        session.updatedAt = columns.date()
        session.userPublicKey = columns.nullable()
        session.reservedUntil = columns.nullableDate()
        session.overridesHardMaximum = columns.next()
        session.ceiling = USD(micros: columns.next())
        session.endWish = try Self.json(columns.nullable())
        session.idle = try Self.json(columns.nullable())
        session.attempts = attempts
        session.archivePath = columns.nullable()
        session.benchmarkID = columns.nullable()
        session.failure = try SessionFailure(code: columns.nullable(), message: columns.nullable())
        session.finishedAt = columns.nullableDate()
        owner = columns.nullable()
        leaseEndsAt = columns.nullableDate()
    }

    /// The lease, when the session is held.
    var lease: SessionLease? {
        guard let owner = owner.flatMap(SessionOwner.init(_:)), let leaseEndsAt else { return nil }
        return SessionLease(owner: owner, endsAt: leaseEndsAt)
    }

    static func fetch(_ db: Database, _ id: SessionID) throws -> SessionRow? {
        guard let row = try db.row("SELECT \(columns) FROM sessions WHERE id = ?", [id.rawValue]) else { return nil }
        let attempts = try db.rows("SELECT \(Attempt.columns) FROM attempts WHERE session = ? ORDER BY ordinal", [id.rawValue])
        return try SessionRow(row, attempts: attempts.map(Attempt.init(row:)))
    }

    /// All sessions that `condition`, a constant of ours, lets through; oldest first.
    static func fetchAll(_ db: Database, where condition: String) throws -> [SessionRow] {
        let rows = try db.rows(
            """
            SELECT \(Attempt.columns) FROM attempts JOIN sessions ON sessions.id = attempts.session
            WHERE \(condition) ORDER BY attempts.session, attempts.ordinal
            """)
        let attempts = Dictionary(grouping: try rows.map(Attempt.init(row:)), by: \.session.rawValue)
        return try db.rows("SELECT \(columns) FROM sessions WHERE \(condition) ORDER BY created_at, id").map { row in
            try SessionRow(row, attempts: attempts[row[0], default: []])
        }
    }

    static func json<Value: Decodable>(_ text: String?) throws -> Value? {
        try text.map { try ProductJSON.decoder().decode(Value.self, from: Data($0.utf8)) }
    }

    static func text(_ value: (some Encodable)?) throws -> String? {
        try value.map { String(decoding: try ProductJSON.encoder().encode($0), as: UTF8.self) }
    }

    private static func state(step: String, next: String?) throws -> SessionState {
        guard let known = SessionStep(rawValue: step) else { throw DecodingError.unreadable("step \(step)") }
        return SessionState(known, next: try next.map(SessionState.Next.init(stored:)))
    }
}
