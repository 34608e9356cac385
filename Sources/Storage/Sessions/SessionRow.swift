import Domain
import Foundation
import GRDB

/// A row of `sessions` with its attempts and its lease.
struct SessionRow {
    var session: Session
    let owner: String?
    let leaseEndsAt: Date?

    init(_ row: Row, attempts: [Attempt]) throws {
        let id: String = row["id"]
        guard let sessionID = SessionID(rawValue: id), let deployment = DeploymentID(rawValue: row["deployment"])
        else { throw DecodingError.unreadable("session \(id)") }
        session = Session(
            id: sessionID, deployment: deployment, createdAt: Date(epochMilliseconds: row["created_at"]),
            stepDeadline: Date(epochMilliseconds: row["step_deadline"]),
            hardDeadline: Date(epochMilliseconds: row["hard_deadline"]),
            plan: try ProductJSON.decoder().decode(SessionPlan.self, from: row["plan"]),
            sshPublicKey: row["ssh_public_key"], sealedPrivateKey: row["sealed_private_key"])
        session.state = try Self.state(step: row["step"], next: row["next"])
        session.version = row["version"]
        session.stepEnteredAt = Date(epochMilliseconds: row["step_entered_at"])
        session.updatedAt = Date(epochMilliseconds: row["updated_at"])
        session.userPublicKey = row["user_public_key"]
        session.reservedUntil = (row["reserved_until"] as Int64?).map(Date.init(epochMilliseconds:))
        session.overridesHardMaximum = row["overrides_hard_maximum"]
        session.ceiling = USD(micros: row["ceiling_micros"])
        session.endWish = try Self.json(row["end_wish"])
        session.idle = try Self.json(row["idle"])
        session.attempts = attempts
        session.archivePath = row["archive_path"]
        session.benchmarkID = row["benchmark_id"]
        session.failure = try SessionFailure(code: row["failure_code"], message: row["failure_message"])
        session.finishedAt = (row["finished_at"] as Int64?).map(Date.init(epochMilliseconds:))
        owner = row["owner"]
        leaseEndsAt = (row["lease_ends_at"] as Int64?).map(Date.init(epochMilliseconds:))
    }

    /// The lease, when the session is held.
    var lease: SessionLease? {
        guard let owner = owner.flatMap(SessionOwner.init(_:)), let leaseEndsAt else { return nil }
        return SessionLease(owner: owner, endsAt: leaseEndsAt)
    }

    static func fetch(_ db: Database, _ id: SessionID) throws -> SessionRow? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM sessions WHERE id = ?", arguments: [id.rawValue])
        else { return nil }
        let attempts = try Row.fetchAll(
            db, sql: "SELECT * FROM attempts WHERE session = ? ORDER BY ordinal", arguments: [id.rawValue])
        return try SessionRow(row, attempts: attempts.map(Attempt.init(row:)))
    }

    /// All sessions that `condition`, a constant of ours, lets through; oldest first.
    static func fetchAll(_ db: Database, where condition: String) throws -> [SessionRow] {
        var attempts: [String: [Attempt]] = [:]
        let attemptRows = try Row.fetchCursor(
            db,
            sql: """
                SELECT attempts.* FROM attempts JOIN sessions ON sessions.id = attempts.session
                WHERE \(condition) ORDER BY attempts.session, attempts.ordinal
                """)
        while let row = try attemptRows.next() {
            attempts[row["session"], default: []].append(try Attempt(row: row))
        }
        return try Row.fetchAll(db, sql: "SELECT * FROM sessions WHERE \(condition) ORDER BY created_at, id")
            .map { try SessionRow($0, attempts: attempts[$0["id"], default: []]) }
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
