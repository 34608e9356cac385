extension Migration {
    /// How the last rentals of each machine went, for a day.
    ///
    /// Keyed by the machine, or by the offer where its provider tells no machine; a success makes what failed before it
    /// count no more.
    static let offerHealth = Migration(
        number: 6, name: "offer health",
        sql: """
            CREATE TABLE machine_outcomes (
                number INTEGER PRIMARY KEY,
                subject TEXT NOT NULL GENERATED ALWAYS AS (coalesce('machine ' || provider || ' ' || machine_id, 'offer ' || offer_id)) STORED,
                provider TEXT NOT NULL,
                machine_id TEXT CHECK (machine_id <> ''),
                offer_id TEXT NOT NULL CHECK (offer_id <> ''),
                gpu_name TEXT NOT NULL,
                gpu_memory_mib INTEGER,
                kind TEXT NOT NULL CHECK (kind <> ''),
                reason TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX machine_outcomes_by_subject ON machine_outcomes (subject, kind, number);
            CREATE INDEX machine_outcomes_by_age ON machine_outcomes (at);
            """)
}
