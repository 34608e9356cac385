/// Settings that let minutes pass in seconds; the rules stay what they are.
enum Setting {
    /// Whose machines they are.
    static let deployment = "chaos"

    /// How long lists may lag, in seconds; what lags longer is lost for a while, and that is no defect.
    static let providerLag = 1.5

    static let all = [
        "DEPLOYMENT_ID": deployment, "SSH_CHECK_INTERVAL": "1s", "TEARDOWN_CONFIRM_INTERVAL": "300ms", "RECONCILIATION_INTERVAL": "1s",
        "LIFECYCLE_CHECK_INTERVAL": "1s", "ORPHAN_GRACE_PERIOD": "1s", "MAX_LAUNCHES_PER_MINUTE": "1000",
        "VASTAI_REQUESTS_PER_SECOND": "100", "LAUNCH_TIMEOUT": "3s", "PROVIDER_LAG": "1500ms", "SSH_VERIFY_TIMEOUT": "4s",
        "TEARDOWN_TIMEOUT": "20s", "LIFECYCLE_SHUTDOWN_TIMEOUT": "4s", "INVENTORY_CACHE_TTL": "1s", "SERVER_PORT": "1",
    ]

    /// How the marketplace is started.
    static func market(seed: UInt64) -> [String] {
        ["--seed", String(seed % 1_000_000), "--boot-seconds", "0.2", "--pull-seconds", "0.2", "--load-seconds", "0.05"]
    }
}
