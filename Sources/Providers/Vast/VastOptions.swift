public import HTTP

/// How a ``VastProvider`` searches and how patient it is.
public struct VastOptions: Sendable {
    /// Ordinary calls per second; the service turns callers away at about two.
    public var requestsPerSecond: Double
    /// Ordinary calls that may go at once after a pause.
    public var burst: Int
    /// Offers below this reliability, 0 to 1, are left out.
    public var minimumReliability: Double
    /// Whether hosts that Vast.ai has not verified are left out.
    public var verifiedOnly: Bool
    /// The limit of one try of most calls.
    public var timeout: Duration
    /// The limit of a launch, which creates the container before it answers.
    public var launchTimeout: Duration
    /// How patiently calls are repeated that may be.
    public var retry: RetryPolicy
    /// How often an attached key is looked for before it counts as missing.
    public var keyChecks: Int

    /// The defaults are those for the real service.
    public init(
        requestsPerSecond: Double = 1,
        burst: Int = 2,
        minimumReliability: Double = 0.95,
        verifiedOnly: Bool = true,
        timeout: Duration = .seconds(30),
        launchTimeout: Duration = .seconds(60),
        retry: RetryPolicy = RetryPolicy(),
        keyChecks: Int = 4
    ) {
        self.requestsPerSecond = requestsPerSecond
        self.burst = burst
        self.minimumReliability = minimumReliability
        self.verifiedOnly = verifiedOnly
        self.timeout = timeout
        self.launchTimeout = launchTimeout
        self.retry = retry
        self.keyChecks = keyChecks
    }
}
