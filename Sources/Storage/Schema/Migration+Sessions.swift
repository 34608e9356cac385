extension Migration {
    /// Sessions with their attempts and ledger, and what the installation knows of itself.
    static let sessions = Migration(
        number: 1, name: "sessions",
        sql: """
            CREATE TABLE meta (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL,
                set_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE sessions (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                deployment TEXT NOT NULL,
                step TEXT NOT NULL CHECK (step IN ('requested', 'launching', 'booting', 'ready', 'benchmarking',
                    'collecting', 'ingesting', 'terminating', 'finished')),
                next TEXT CHECK (next IN ('replace', 'succeeded', 'failed', 'cancelled', 'expired')),
                version INTEGER NOT NULL CHECK (version >= 0),
                step_entered_at INTEGER NOT NULL,
                step_deadline INTEGER NOT NULL,
                hard_deadline INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                finished_at INTEGER,
                plan TEXT NOT NULL CHECK (json_valid(plan)),
                ssh_public_key TEXT NOT NULL,
                sealed_private_key BLOB NOT NULL,
                archive_path TEXT,
                benchmark_id TEXT,
                failure_code TEXT,
                failure_message TEXT,
                owner TEXT,
                lease_ends_at INTEGER,
                CHECK ((step = 'finished') = (finished_at IS NOT NULL)),
                CHECK (step NOT IN ('terminating', 'finished') OR next IS NOT NULL),
                CHECK (step <> 'finished' OR next <> 'replace'),
                CHECK ((failure_code IS NULL) = (failure_message IS NULL)),
                CHECK ((owner IS NULL) = (lease_ends_at IS NULL))
            ) STRICT;
            CREATE INDEX sessions_by_age ON sessions (created_at, id);
            CREATE INDEX sessions_unfinished ON sessions (created_at, id) WHERE step <> 'finished';

            CREATE TABLE attempts (
                session TEXT NOT NULL REFERENCES sessions (id),
                ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
                provider TEXT NOT NULL,
                instance TEXT CHECK (instance <> ''),
                label TEXT NOT NULL,
                offer TEXT NOT NULL CHECK (json_valid(offer)),
                intended_at INTEGER NOT NULL,
                accepted_at INTEGER,
                price_micros INTEGER NOT NULL,
                ssh_host TEXT,
                ssh_port INTEGER,
                ssh_user TEXT,
                host_key TEXT,
                end_requested_at INTEGER,
                absent_at TEXT NOT NULL CHECK (json_type(absent_at) = 'array'),
                closed_at INTEGER,
                cost_micros INTEGER NOT NULL,
                failure_code TEXT,
                failure_message TEXT,
                PRIMARY KEY (session, ordinal),
                CHECK ((ssh_host IS NULL) = (ssh_port IS NULL) AND (ssh_host IS NULL) = (ssh_user IS NULL)),
                CHECK ((failure_code IS NULL) = (failure_message IS NULL))
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX attempts_by_label ON attempts (label);
            CREATE INDEX attempts_by_instance ON attempts (provider, instance) WHERE instance IS NOT NULL;

            CREATE TRIGGER attempts_keep_their_machine BEFORE UPDATE OF provider, instance ON attempts
            WHEN OLD.instance IS NOT NULL
                AND (NEW.instance IS NOT OLD.instance OR NEW.provider IS NOT OLD.provider)
            BEGIN SELECT RAISE(ABORT, 'a machine on record is never erased or exchanged'); END;
            CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
            BEGIN SELECT RAISE(ABORT, 'an attempt stays on record'); END;

            CREATE TABLE ledger (
                id INTEGER PRIMARY KEY,
                session TEXT NOT NULL REFERENCES sessions (id),
                at INTEGER NOT NULL,
                event TEXT NOT NULL CHECK (event <> ''),
                detail TEXT NOT NULL
            ) STRICT;
            CREATE INDEX ledger_by_session ON ledger (session, id);
            CREATE TRIGGER ledger_is_not_rewritten BEFORE UPDATE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
            CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger
            BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
            """)
}
