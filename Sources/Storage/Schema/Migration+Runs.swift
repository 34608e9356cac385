extension Migration {
    /// Matrices of benchmarks, entry by entry, and when they are to be made again.
    static let runs = Migration(
        number: 12, name: "runs",
        sql: """
            CREATE TABLE benchmark_runs (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'cancelled', 'failed')),
                request TEXT NOT NULL CHECK (json_valid(request)),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX benchmark_runs_newest ON benchmark_runs (created_at DESC, id DESC, status);

            CREATE TABLE benchmark_entries (
                run TEXT NOT NULL REFERENCES benchmark_runs (id),
                ordinal INTEGER NOT NULL CHECK (ordinal > 0),
                id TEXT NOT NULL UNIQUE CHECK (id <> ''),
                model TEXT NOT NULL CHECK (model <> ''),
                gpu_type TEXT NOT NULL CHECK (gpu_type <> ''),
                provider TEXT NOT NULL CHECK (provider <> ''),
                status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'timeout', 'skipped')),
                priority INTEGER NOT NULL,
                worker TEXT,
                output_file TEXT,
                session TEXT REFERENCES sessions (id),
                offer TEXT,
                price_micros INTEGER,
                benchmark TEXT,
                tokens_per_second REAL,
                cost_micros INTEGER,
                failure_reason TEXT,
                failure_stage TEXT,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                completed_at INTEGER,
                PRIMARY KEY (run, ordinal)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX benchmark_entries_by_session ON benchmark_entries (session) WHERE session IS NOT NULL;

            CREATE TABLE benchmark_schedules (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                name TEXT NOT NULL UNIQUE CHECK (name <> ''),
                cron TEXT NOT NULL CHECK (cron <> ''),
                request TEXT NOT NULL CHECK (json_valid(request)),
                enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
                last_run TEXT REFERENCES benchmark_runs (id),
                last_run_at INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
}
