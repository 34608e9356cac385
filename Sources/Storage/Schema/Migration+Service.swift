extension Migration {
    /// What a service that is left alone keeps: reservations, wishes, prices over time, its own lease, orphans, alarms.
    static let service = Migration(
        number: 4, name: "service",
        sql: """
            ALTER TABLE sessions ADD COLUMN consumer TEXT NOT NULL DEFAULT 'default' CHECK (consumer <> '');
            ALTER TABLE sessions ADD COLUMN user_public_key TEXT;
            ALTER TABLE sessions ADD COLUMN reserved_until INTEGER;
            ALTER TABLE sessions ADD COLUMN overrides_hard_maximum INTEGER NOT NULL DEFAULT 0
                CHECK (overrides_hard_maximum IN (0, 1));
            ALTER TABLE sessions ADD COLUMN ceiling_micros INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE sessions ADD COLUMN end_wish TEXT CHECK (end_wish IS NULL OR json_valid(end_wish));
            ALTER TABLE sessions ADD COLUMN idle TEXT CHECK (idle IS NULL OR json_valid(idle));
            UPDATE sessions SET ceiling_micros = CAST(round(json_extract(plan, '$.budget') * 1000000) AS INTEGER);
            CREATE INDEX sessions_by_consumer ON sessions (consumer, created_at, id);

            ALTER TABLE attempts ADD COLUMN price_changes TEXT NOT NULL DEFAULT '[]' CHECK (json_type(price_changes) = 'array');
            ALTER TABLE attempts ADD COLUMN traffic_bytes INTEGER NOT NULL DEFAULT 0 CHECK (traffic_bytes >= 0);
            ALTER TABLE attempts ADD COLUMN traffic_at INTEGER;
            ALTER TABLE attempts ADD COLUMN shown_at INTEGER;
            UPDATE attempts SET shown_at = coalesce(accepted_at, intended_at) WHERE ssh_host IS NOT NULL;
            CREATE INDEX attempts_by_intent ON attempts (intended_at);

            CREATE TABLE server (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                owner TEXT NOT NULL,
                address TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                lease_ends_at INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE orphans (
                provider TEXT NOT NULL,
                instance TEXT NOT NULL CHECK (instance <> ''),
                label TEXT NOT NULL,
                session TEXT,
                gpu_name TEXT,
                price_micros INTEGER NOT NULL,
                billed_from INTEGER NOT NULL,
                found_at INTEGER NOT NULL,
                ended_at INTEGER,
                PRIMARY KEY (provider, instance)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE alarms (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind <> ''),
                subject TEXT NOT NULL,
                message TEXT NOT NULL,
                raised_at INTEGER NOT NULL,
                cleared_at INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX alarms_once ON alarms (kind, subject) WHERE cleared_at IS NULL;

            CREATE TABLE counters (
                name TEXT NOT NULL PRIMARY KEY,
                value INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
}
