extension SettingKey {
    /// Every setting the product knows, in the order in which they are documented.
    public static let all: [SettingKey] = [
        vastKey, vastBaseURL, vastUser, database, deployment, archives, home,
        launchTimeout, bootTimeout, sshPoll, teardownTimeout, absenceInterval, providerLag, hardMaxHours, launchCap, watchdogGrace,
        vastRate,
        serverURL, serverHost, serverPort, apiToken, apiTokens, apiRate, logLevel, logFormat, alertWebhookURL, alertWebhookSecret,
        checkInterval, orphanGrace, reconciliation, startupSweep, startupSweepTimeout, shutdownTimeout,
        cacheTTL, backoffTTL, tensordockTTL, tensordockID, tensordockToken, tensordockImage,
        bluelobsterKey, bluelobsterTemplate, bluelobsterEnabled,
    ]

    static let vastKey = SettingKey("VASTAI_API_KEY", .secret, "The API key of your Vast.ai account.")
    static let vastBaseURL = SettingKey(
        "VASTAI_BASE_URL", .url, "https://console.vast.ai", "Where Vast.ai's API answers; the sandbox has its own.")
    static let vastUser = SettingKey("VASTAI_SSH_USER", .text, "root", "Login name on Vast.ai machines.")
    static let database = SettingKey(
        "DATABASE_PATH", .path, "The SQLite database; without it ./data where that folder exists, else your data folder.")
    static let deployment = SettingKey(
        "DEPLOYMENT_ID", .deployment, "Overrides the deployment id that the database made at its first start.")
    static let archives = SettingKey(
        "ARCHIVE_DIR", .path, "Where collected archives are kept; without it a folder beside the database.")
    static let home = SettingKey(
        "GPU_SHOPPER_HOME", .path, "The folder with bench-scripts and results; without it searched from the program's place.")

    static let launchTimeout = SettingKey("LAUNCH_TIMEOUT", .duration, "2m", "How long a launch may take to be answered.")
    static let bootTimeout = SettingKey(
        "SSH_VERIFY_TIMEOUT", .duration, "10m", "How long a machine may take from acceptance to an SSH login.")
    static let sshPoll = SettingKey(
        "SSH_CHECK_INTERVAL", .duration, "5s", "The longest pause between two looks at a booting machine.")
    static let teardownTimeout = SettingKey(
        "TEARDOWN_TIMEOUT", .duration, "10m", "How long a command keeps asking for a machine's end before it gives up loudly.")
    static let absenceInterval = SettingKey(
        "TEARDOWN_CONFIRM_INTERVAL", .duration, "3s", "The least time between the two answers that prove a machine gone.")
    static let providerLag = SettingKey(
        "PROVIDER_LAG", .duration, "30s", "How long a provider's lists and answers may lag behind what was done.")
    static let hardMaxHours = SettingKey(
        "HARD_MAX_HOURS", .integer(1...168), "12", aliases: ["LIFECYCLE_HARD_MAX_HOURS"],
        "No session outlives this many hours.")
    static let launchCap = SettingKey(
        "MAX_LAUNCHES_PER_MINUTE", .integer(1...10_000), "30", "No more machines than this are asked for in any minute.")
    static let watchdogGrace = SettingKey(
        "WATCHDOG_GRACE", .duration, "15m",
        "How long after its deadline a rented machine waits before it ends itself, when nobody has ended it.")
    static let vastRate = SettingKey(
        "VASTAI_REQUESTS_PER_SECOND", .integer(1...100), "2", "Ordinary calls to Vast.ai per second; ending a machine is never held back.")

    static let serverURL = SettingKey("GPU_SHOPPER_URL", .url, "A gpu-shopper server to talk to instead of the local database.")
    static let serverHost = SettingKey("SERVER_HOST", .text, "127.0.0.1", "The address a server listens on.")
    static let serverPort = SettingKey("SERVER_PORT", .integer(1...65535), "8080", "The port a server listens on.")
    static let apiToken = SettingKey(
        "GPU_SHOPPER_API_TOKEN", .secret, "The token that a server asks for, with every right, and that commands send to a server.")
    static let apiTokens = SettingKey(
        "GPU_SHOPPER_API_TOKENS", .secret,
        "Further tokens of a server: consumer:rights:token, joined by commas; rights are read, rent or admin, * is every consumer.")
    static let apiRate = SettingKey(
        "API_REQUESTS_PER_MINUTE", .integer(1...1_000_000), "600", "How many requests a server takes from one token in a minute.")
    static let logLevel = SettingKey(
        "LOG_LEVEL", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        "How much goes to stderr; without it info from a server and warning from any other command.")
    static let logFormat = SettingKey("LOG_FORMAT", .choice(["text", "json"]), "text", "The form of log lines.")

    static let alertWebhookURL = SettingKey(
        "ALERT_WEBHOOK_URL", .webhook, "Where a server posts every alarm: a machine that will not end, a budget that is spent.")
    static let alertWebhookSecret = SettingKey(
        "ALERT_WEBHOOK_SECRET", .secret, "What those messages are signed with, HMAC-SHA256 over the body.")

    static let checkInterval = SettingKey(
        "LIFECYCLE_CHECK_INTERVAL", .duration, "60s", "How often a server looks at its deadlines.")
    static let orphanGrace = SettingKey(
        "ORPHAN_GRACE_PERIOD", .duration, "15m", aliases: ["LIFECYCLE_ORPHAN_GRACE_PERIOD"],
        "How old an orphan must be before a server ends it.")
    static let reconciliation = SettingKey(
        "RECONCILIATION_INTERVAL", .duration, "5m", aliases: ["LIFECYCLE_RECONCILIATION_INTERVAL"],
        "How often a server compares its rows with the providers.")
    static let startupSweep = SettingKey(
        "LIFECYCLE_STARTUP_SWEEP_ENABLED", flag, "true", "Whether a server looks for orphans at its start; read by a server only.")
    static let startupSweepTimeout = SettingKey(
        "LIFECYCLE_STARTUP_SWEEP_TIMEOUT", .duration, "2m", "How long that look may take; read by a server only.")
    static let shutdownTimeout = SettingKey(
        "LIFECYCLE_SHUTDOWN_TIMEOUT", .duration, "9s", "How long a server may take to stop; read by a server only.")
    static let cacheTTL = SettingKey(
        "INVENTORY_CACHE_TTL", .duration, "60s", aliases: ["INVENTORY_DEFAULT_CACHE_TTL"], "How long a server serves offers again.")
    static let backoffTTL = SettingKey(
        "INVENTORY_BACKOFF_TTL", .duration, "300s", aliases: ["INVENTORY_BACKOFF_CACHE_TTL"],
        "How long a server leaves a failing provider alone.")
    static let tensordockTTL = SettingKey("INVENTORY_TENSORDOCK_CACHE_TTL", .duration, "30s", "The same for TensorDock.")
    static let tensordockID = SettingKey("TENSORDOCK_AUTH_ID", .secret, "TensorDock authorization id.")
    static let tensordockToken = SettingKey("TENSORDOCK_API_TOKEN", .secret, "TensorDock API token.")
    static let tensordockImage = SettingKey("TENSORDOCK_DEFAULT_IMAGE", .text, "ubuntu2204", "Image for TensorDock machines.")
    static let bluelobsterKey = SettingKey("BLUELOBSTER_API_KEY", .secret, "Blue Lobster API key.")
    static let bluelobsterTemplate = SettingKey(
        "PROVIDERS_BLUELOBSTER_DEFAULT_TEMPLATE", .text, "UBUNTU-22-04-NV", "Image for Blue Lobster machines; read by a server only.")
    static let bluelobsterEnabled = SettingKey(
        "PROVIDERS_BLUELOBSTER_ENABLED", flag, "true", "Whether a server rents from Blue Lobster; read by a server only.")

    private static let flag = Form.choice(["true", "false"])
}
