import Domain
import GRDB

extension Store {
    /// Counts what is on record (milliseconds for thousands of sessions).
    public func storedFigures() async throws -> StoredFigures {
        try await read { db in
            var figures = StoredFigures()
            figures.launched = try Self.counts(
                "SELECT provider, count(*) FROM attempts WHERE accepted_at IS NOT NULL OR instance IS NOT NULL GROUP BY provider", 1, in: db
            )
            figures.ended = try Self.counts(
                """
                SELECT attempts.provider,
                    CASE sessions.next WHEN 'expired' THEN 'expired' WHEN 'failed' THEN coalesce(sessions.failure_code, 'failed')
                        ELSE 'user_requested' END, count(*)
                FROM sessions JOIN attempts ON attempts.session = sessions.id AND attempts.ordinal =
                    (SELECT max(ordinal) FROM attempts WHERE session = sessions.id AND (accepted_at IS NOT NULL OR instance IS NOT NULL))
                WHERE sessions.step = 'finished' GROUP BY 1, 2
                """, 2, in: db)
            figures.retried = try Self.counts(
                """
                SELECT later.provider, coalesce(sessions.plan ->> '$.rental.retryScope', 'any'), coalesce(earlier.failure_code, 'unknown'), count(*)
                FROM attempts AS later JOIN attempts AS earlier ON earlier.session = later.session AND earlier.ordinal = later.ordinal - 1
                JOIN sessions ON sessions.id = later.session GROUP BY 1, 2, 3
                """, 3, in: db)
            figures.retriedWell = try Self.counts(
                """
                SELECT attempts.provider, coalesce(sessions.plan ->> '$.rental.retryScope', 'any'), count(*)
                FROM attempts JOIN sessions ON sessions.id = attempts.session
                WHERE attempts.ordinal > 1 AND attempts.host_key IS NOT NULL AND attempts.failure_code IS NULL GROUP BY 1, 2
                """, 2, in: db)
            figures.exhausted = try Self.counts(
                """
                SELECT attempts.provider, coalesce(sessions.plan ->> '$.rental.retryScope', 'any'), count(*)
                FROM sessions JOIN attempts ON attempts.session = sessions.id AND attempts.ordinal = sessions.plan ->> '$.maximumAttempts'
                WHERE attempts.ordinal > 1 AND attempts.failure_code IS NOT NULL AND sessions.step = 'finished' AND sessions.next = 'failed'
                GROUP BY 1, 2
                """, 2, in: db)
            figures.failed = try Self.counts(
                """
                SELECT provider, coalesce(offer ->> '$.gpuName', 'unknown'), failure_code, count(*) FROM attempts
                WHERE failure_code IS NOT NULL GROUP BY 1, 2, 3
                """, 3, in: db)
            figures.unreached = try Self.counts(
                """
                SELECT provider, failure_code, count(*) FROM attempts
                WHERE failure_code IS NOT NULL AND instance IS NOT NULL AND host_key IS NULL GROUP BY 1, 2
                """, 2, in: db)
            figures.unhealthy = try Self.counts(
                """
                SELECT attempts.provider, count(*) FROM attempts JOIN sessions ON sessions.id = attempts.session
                WHERE attempts.failure_code = 'timed_out' AND attempts.instance IS NOT NULL
                    AND sessions.plan ->> '$.rental.launch.mode' = 'entrypoint' GROUP BY 1
                """, 1, in: db)
            figures.loginSeconds = try Self.spans("ssh_answered", from: "attempts.accepted_at", in: db)
            figures.healthSeconds = try Self.spans("api_answered", from: "attempts.accepted_at", in: db)
            figures.provisioningSeconds = try Self.spans("ssh_answered", from: "sessions.created_at", in: db)
            figures.budgetAlarms = try Self.counts(
                "SELECT kind, count(*) FROM alarms WHERE kind IN ('budget_warning', 'budget_exceeded') GROUP BY kind", 1, in: db)
            return figures
        }
    }

    /// Rows whose first columns are labels and whose last one is a count.
    private static func counts(_ sql: String, _ labels: Int, in db: Database) throws -> [StoredFigures.Labels: Int] {
        let rows = try Row.fetchCursor(db, sql: sql)
        var counts: [StoredFigures.Labels: Int] = [:]
        while let row = try rows.next() { counts[(0..<labels).map { row[$0] as String }] = row[labels] }
        return counts
    }

    /// How long it took until something happened on the machine of that moment, by provider.
    private static func spans(_ event: String, from begin: String, in db: Database) throws -> [StoredFigures.Labels: [Double]] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT attempts.provider, ledger.at - \(begin) FROM ledger JOIN sessions ON sessions.id = ledger.session
                JOIN attempts ON attempts.session = ledger.session AND attempts.ordinal =
                    (SELECT max(ordinal) FROM attempts WHERE session = ledger.session AND accepted_at <= ledger.at)
                WHERE ledger.event = ?
                """, arguments: [event])
        var spans: [StoredFigures.Labels: [Double]] = [:]
        while let row = try rows.next() { spans[[row[0]], default: []].append(max(0, Double(row[1] as Int64) / 1000)) }
        return spans
    }
}
