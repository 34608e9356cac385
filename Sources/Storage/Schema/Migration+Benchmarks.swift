extension Migration {
    /// Results, and which shipped collections of them were read.
    ///
    /// `json` is the result as the API shows it; the columns before it are what filters, ranking and advice need.
    static let benchmarks = Migration(
        number: 2, name: "benchmarks",
        sql: """
            CREATE TABLE benchmarks (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                content_hash TEXT NOT NULL UNIQUE CHECK (content_hash <> ''),
                measured_at INTEGER NOT NULL,
                model TEXT NOT NULL,
                gpu_name TEXT NOT NULL,
                gpu_memory_mib INTEGER NOT NULL,
                gpu_count INTEGER NOT NULL,
                provider TEXT NOT NULL,
                location TEXT NOT NULL,
                machine_id TEXT,
                avg_tokens_per_second REAL NOT NULL,
                price_micros INTEGER NOT NULL,
                verdict TEXT NOT NULL CHECK (verdict IN ('valid', 'suspect', 'invalid')),
                source TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'published')),
                session_id TEXT,
                json BLOB NOT NULL
            ) STRICT;
            CREATE INDEX benchmarks_newest ON benchmarks (measured_at DESC, id);
            CREATE INDEX benchmarks_by_model ON benchmarks (model, measured_at DESC, id);
            CREATE INDEX benchmarks_by_provider ON benchmarks (provider, measured_at DESC, id);
            CREATE INDEX benchmarks_by_gpu ON benchmarks (gpu_name, measured_at DESC, id);
            CREATE INDEX benchmarks_by_session ON benchmarks (session_id) WHERE session_id IS NOT NULL;

            CREATE TABLE imports (
                content_hash TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                imported_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)
}
