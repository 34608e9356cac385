extension Migration {
    /// Results can also be sent in by callers of the HTTP API.
    ///
    /// A check cannot be changed, so the table is made anew around its rows.
    static let submissions = Migration(
        number: 9, name: "submissions",
        sql: """
            CREATE TABLE new_benchmarks (
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
                source TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'published', 'submitted')),
                session_id TEXT,
                json BLOB NOT NULL
            ) STRICT;
            INSERT INTO new_benchmarks SELECT id, content_hash, measured_at, model, gpu_name, gpu_memory_mib, gpu_count, provider, location,
                machine_id, avg_tokens_per_second, price_micros, verdict, source, session_id, json FROM benchmarks;
            DROP TABLE benchmarks;
            ALTER TABLE new_benchmarks RENAME TO benchmarks;
            CREATE INDEX benchmarks_newest ON benchmarks (measured_at DESC, id);
            CREATE INDEX benchmarks_by_model ON benchmarks (model, measured_at DESC, id);
            CREATE INDEX benchmarks_by_provider ON benchmarks (provider, measured_at DESC, id);
            CREATE INDEX benchmarks_by_gpu ON benchmarks (gpu_name, measured_at DESC, id);
            CREATE INDEX benchmarks_by_session ON benchmarks (session_id) WHERE session_id IS NOT NULL;
            """)
}
