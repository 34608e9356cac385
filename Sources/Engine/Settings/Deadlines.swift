public import Domain

/// How long each step of a session may take; together they bound what a session can cost.
public struct Deadlines: Hashable, Sendable {
    /// The launch call and, when its answer is lost, the search for the machine.
    public var launch: Duration = .seconds(120)
    /// From acceptance to a login.
    public var boot: Duration = .seconds(600)
    /// Checking the hardware and starting the benchmark.
    public var check: Duration = .seconds(180)
    /// Pulling the archive.
    public var collect: Duration = .seconds(300)
    /// Reading and storing it.
    public var ingest: Duration = .seconds(60)
    /// From the first request for the machine's end until we give up loudly.
    public var teardown: Duration = .seconds(600)
    /// The least time between two sightings of absence.
    public var absenceInterval: Duration = .seconds(3)
    /// How long a provider's lists and answers may lag behind a machine's creation.
    public var settling: Duration = .seconds(30)
    /// How long a provider may work on a launch whose caller is gone, or was not answered.
    var orphanedLaunch: Duration { settling * 2 }
    /// The least time between two full lists that both lack a machine, before it counts as never made.
    var listsApart: Duration { settling / 3 }
    /// The longest pause between two looks at a booting machine.
    public var bootPoll: Duration = .seconds(5)
    /// The pause between two looks at a running benchmark.
    public var benchmarkPoll: Duration = .seconds(1)
    /// How long a benchmark's heartbeat may stand still.
    public var heartbeat: Duration = .seconds(90)
    /// How long a machine that runs a benchmark may be out of reach.
    public var outOfReach: Duration = .seconds(180)
    /// How often a rented machine's row is looked at.
    public var rowPoll: Duration = .seconds(60)
    /// How long after its own deadline a machine ends itself.
    public var watchdogGrace: Duration = .seconds(900)
    /// No session outlives this.
    public var hardMaximum: Duration = .seconds(12 * 3600)

    /// The defaults.
    public init() {}

    init(_ environment: Environment) {
        launch = environment.duration(.launchTimeout)
        boot = environment.duration(.bootTimeout)
        teardown = environment.duration(.teardownTimeout)
        absenceInterval = environment.duration(.absenceInterval)
        settling = environment.duration(.providerLag)
        bootPoll = environment.duration(.sshPoll)
        rowPoll = environment.duration(.checkInterval)
        watchdogGrace = environment.duration(.watchdogGrace)
        hardMaximum = .seconds(environment.integer(.hardMaxHours) * 3600)
    }

    /// From acceptance to a login on this offer: a large image over a slow link takes longer, and so does what some images start.
    ///
    /// `boot` is meant for an image that takes no time; a pull of ten minutes, at half of the offer's link, doubles it, and
    /// three times it is the most.
    public func boot(of offer: Offer, image: String) -> Duration {
        let half = max((offer.downloadMbps ?? 100) / 2, 5) * 1_000_000 / 8
        return boot * max(1 + min(2, ImageSize.bytes(of: image) / half / 600), ImagePatience.factor(of: image))
    }

    /// From acceptance until a session's machine must be up: what its user said, else what offer and image suggest.
    func boot(of session: Session) -> Duration {
        if let minutes = session.plan.launch.bootTimeoutMinutes { return .seconds(minutes * 60) }
        guard let attempt = session.currentAttempt else { return boot }
        return boot(of: attempt.offer, image: attempt.image ?? LaunchingStep.image)
    }

    /// How long pulling `bytes` may take: twice the time at a quarter of the offer's link, at least ten minutes.
    public func pull(bytes: Double, mbps: Double?) -> Duration {
        let quarter = max((mbps ?? 100) / 4, 5) * 1_000_000 / 8
        return .seconds(min(max(600, 2 * bytes / quarter), 6 * 3600))
    }
}
