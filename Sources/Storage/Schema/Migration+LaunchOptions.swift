extension Migration {
    /// What a machine was launched with and where its API answers; what a host tells of itself beside its GPUs.
    static let launchOptions = Migration(
        number: 10, name: "launch options",
        sql: """
            ALTER TABLE attempts ADD COLUMN image TEXT;
            ALTER TABLE attempts ADD COLUMN template_name TEXT;
            ALTER TABLE attempts ADD COLUMN api_host TEXT;
            ALTER TABLE attempts ADD COLUMN api_port INTEGER;

            ALTER TABLE cached_offers ADD COLUMN compute_capability INTEGER;
            ALTER TABLE cached_offers ADD COLUMN cpu_architecture TEXT;
            ALTER TABLE cached_offers ADD COLUMN cpu_cores REAL;
            ALTER TABLE cached_offers ADD COLUMN disk_space_gb REAL;
            ALTER TABLE cached_offers ADD COLUMN static_ip INTEGER;
            ALTER TABLE cached_offers ADD COLUMN upload_mbps REAL;
            """)
}
