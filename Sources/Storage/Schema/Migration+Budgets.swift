extension Migration {
    /// What consumers may spend, and the messages that say so: an outbox, so that no alert depends on a process.
    ///
    /// The indexes find what a span of time paid for among years of attempts.
    static let budgets = Migration(
        number: 5, name: "budgets",
        sql: """
            CREATE TABLE budgets (
                consumer TEXT NOT NULL PRIMARY KEY CHECK (consumer <> ''),
                limit_micros INTEGER NOT NULL CHECK (limit_micros > 0),
                period TEXT NOT NULL CHECK (period IN ('month', 'total')),
                when_exceeded TEXT NOT NULL CHECK (when_exceeded IN ('refuse', 'end')),
                webhook_url TEXT CHECK (webhook_url <> ''),
                webhook_secret BLOB,
                warned_for TEXT,
                exceeded_for TEXT,
                updated_at INTEGER NOT NULL,
                CHECK (webhook_secret IS NULL OR webhook_url IS NOT NULL)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE deliveries (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
                url TEXT NOT NULL CHECK (url <> ''),
                body BLOB NOT NULL,
                secret BLOB,
                created_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
                next_attempt_at INTEGER NOT NULL,
                delivered_at INTEGER,
                last_error TEXT,
                gave_up_at INTEGER,
                CHECK (delivered_at IS NULL OR gave_up_at IS NULL)
            ) STRICT;
            CREATE INDEX deliveries_due ON deliveries (next_attempt_at, number) WHERE delivered_at IS NULL AND gave_up_at IS NULL;

            CREATE INDEX attempts_by_end ON attempts (closed_at);
            CREATE INDEX attempts_by_traffic ON attempts (traffic_at) WHERE traffic_at IS NOT NULL;
            """)
}
