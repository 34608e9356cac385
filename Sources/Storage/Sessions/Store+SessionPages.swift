public import Domain
import GRDB

extension Store {
    /// One page of the sessions that a filter lets through; newest first, and among equals by id, so that pages do not overlap.
    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        let (condition, arguments) = Self.condition(of: filter)
        return try await read { db in
            let total = try Int.fetchOne(db, sql: "SELECT count(*) FROM sessions WHERE \(condition)", arguments: arguments) ?? 0
            let after: StatementArguments = filter.after.map { [$0.createdAt.epochMilliseconds, $0.id.rawValue] } ?? []
            let rest = filter.after == nil ? "" : " AND (created_at, id) < (?, ?)"
            let ids = try String.fetchAll(
                db, sql: "SELECT id FROM sessions WHERE \(condition)\(rest) ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
                arguments: arguments + after + [filter.limit + 1, filter.offset])
            let sessions = try ids.prefix(filter.limit).compactMap(SessionID.init(rawValue:)).compactMap {
                try SessionRow.fetch(db, $0)?.session
            }
            return SessionPage(
                sessions: sessions, endReasons: try Self.endReasons(of: sessions.map(\.id), in: db), total: total,
                isLast: ids.count <= filter.limit)
        }
    }

    /// A session and what its row alone does not tell; `nil` when there is none.
    public func details(of id: SessionID) async throws -> SessionDetails? {
        try await read { db in
            guard let session = try SessionRow.fetch(db, id)?.session else { return nil }
            let machines = Set(session.attempts.compactMap { $0.instance?.description })
            return SessionDetails(
                session: session, endReason: try Self.endReasons(of: [id], in: db)[id],
                alarms: try Self.alarms(standingOnly: true, in: db).filter { machines.contains($0.subject) })
        }
    }

    private static func endReasons(of ids: [SessionID], in db: Database) throws -> [SessionID: String] {
        try ids.reduce(into: [:]) { reasons, id in
            reasons[id] = try String.fetchOne(
                db, sql: "SELECT detail FROM ledger WHERE session = ? AND event = ? ORDER BY id DESC LIMIT 1",
                arguments: [id.rawValue, SessionEvent.Kind.endRequested.rawValue])
        }
    }

    private static func condition(of filter: SessionFilter) -> (sql: String, arguments: StatementArguments) {
        var parts = ["TRUE"]
        var arguments = StatementArguments()
        if let consumer = filter.consumer {
            parts.append("consumer = ?")
            arguments += [consumer]
        }
        if let status = filter.status { parts.append(condition(of: status)) }
        if let provider = filter.provider {
            // A session that has no machine yet is put down to the provider of the offer that was asked for.
            parts.append(
                """
                coalesce((SELECT provider FROM attempts WHERE session = sessions.id ORDER BY ordinal DESC LIMIT 1),
                    json_extract(plan, '$.rental.provider'), '') = ?
                """)
            arguments += [provider.rawValue]
        }
        if let prefix = filter.idPrefix {
            parts.append("substr(id, 1, length(?)) = ?")
            arguments += [prefix, prefix]
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    /// The same view of a state as `SessionState.status`.
    private static func condition(of status: SessionStatus) -> String {
        let steps = SessionStep.allCases.filter { $0 != .finished && SessionState($0).status == status }
        let names = steps.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return switch status {
        case .failed: "step = 'finished' AND next = '\(SessionState.Next.finish(.failed).stored)'"
        case .stopped: "step = 'finished' AND next <> '\(SessionState.Next.finish(.failed).stored)'"
        case .pending, .provisioning, .running, .stopping: "step IN (\(names))"
        }
    }
}
