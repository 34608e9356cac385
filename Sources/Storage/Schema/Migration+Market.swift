extension Migration {
    /// The last answer of each provider to each search; may be emptied at any time.
    ///
    /// Columns and not JSON: ten thousand offers are read by every `advise`.
    static let market = Migration(
        number: 3, name: "market",
        sql: """
            CREATE TABLE searches (
                id INTEGER PRIMARY KEY,
                provider TEXT NOT NULL,
                query_key TEXT NOT NULL,
                fetched_at INTEGER NOT NULL,
                UNIQUE (provider, query_key)
            ) STRICT;

            CREATE TABLE cached_offers (
                search INTEGER NOT NULL REFERENCES searches (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                id TEXT NOT NULL,
                provider TEXT NOT NULL,
                machine_id TEXT,
                gpu_name TEXT NOT NULL,
                gpu_count INTEGER NOT NULL,
                gpu_memory_mib INTEGER,
                bandwidth_gb_per_s REAL,
                price_micros INTEGER NOT NULL,
                disk_gb INTEGER NOT NULL,
                download_micros_per_gb INTEGER NOT NULL,
                upload_micros_per_gb INTEGER NOT NULL,
                download_mbps REAL,
                location TEXT NOT NULL,
                reliability REAL,
                cuda_version REAL,
                driver_version TEXT,
                seconds_left REAL,
                verified INTEGER NOT NULL,
                interruptible INTEGER NOT NULL,
                fetched_at INTEGER NOT NULL,
                PRIMARY KEY (search, position)
            ) STRICT, WITHOUT ROWID;
            """)
}
