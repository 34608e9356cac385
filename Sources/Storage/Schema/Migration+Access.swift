extension Migration {
    /// What callers of the HTTP API get again: the answer to a request that was sent twice, and for a while the key to a machine.
    static let access = Migration(
        number: 8, name: "access",
        sql: """
            ALTER TABLE cached_offers ADD COLUMN disk_micros_per_gb_month INTEGER;
            CREATE INDEX cached_offers_by_id ON cached_offers (id);

            CREATE TABLE openings (
                caller TEXT NOT NULL,
                key TEXT NOT NULL CHECK (key <> ''),
                request_hash TEXT NOT NULL,
                session TEXT NOT NULL REFERENCES sessions (id),
                opened_at INTEGER NOT NULL,
                PRIMARY KEY (caller, key)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX openings_by_time ON openings (opened_at);

            CREATE TABLE user_keys (
                session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
                caller TEXT NOT NULL,
                sealed BLOB NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
}
