/// Something that happened to a session.
public enum SessionEvent: Hashable, Sendable {
    /// The row of the next attempt is about to be committed; the launch call comes after.
    case launchIntended
    /// The provider accepted, or the machine was found by its label.
    case launchAccepted
    /// The provider surely created nothing.
    case launchRejected
    /// No further offer fits what was asked and what is left of the budget.
    case offersExhausted(SessionOutcome)
    /// A login over SSH worked.
    case sshAnswered
    /// The API that the machine was rented for is healthy.
    case apiAnswered
    /// The benchmark script runs.
    case benchmarkStarted
    /// The script completed.
    case benchmarkEnded
    /// The script failed or went silent; what it left is worth keeping.
    case benchmarkFailed
    /// The archive is on our disk.
    case collected
    /// The result is in the database.
    case ingested
    /// The current attempt is of no use; `replace` asks for the next best offer after its machine is gone.
    case attemptFailed(replace: Bool)
    /// A user, a signal or a deadline ends the session.
    case endRequested(SessionOutcome)
    /// The machine of the current attempt is proved gone.
    case absenceConfirmed

    /// The event's name without its payload, for logs and tables.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case launchIntended = "launch_intended"
        case launchAccepted = "launch_accepted"
        case launchRejected = "launch_rejected"
        case offersExhausted = "offers_exhausted"
        case sshAnswered = "ssh_answered"
        case apiAnswered = "api_answered"
        case benchmarkStarted = "benchmark_started"
        case benchmarkEnded = "benchmark_ended"
        case benchmarkFailed = "benchmark_failed"
        case collected
        case ingested
        case attemptFailed = "attempt_failed"
        case endRequested = "end_requested"
        case absenceConfirmed = "absence_confirmed"
    }

    /// The event's name.
    public var kind: Kind {
        switch self {
        case .launchIntended: .launchIntended
        case .launchAccepted: .launchAccepted
        case .launchRejected: .launchRejected
        case .offersExhausted: .offersExhausted
        case .sshAnswered: .sshAnswered
        case .apiAnswered: .apiAnswered
        case .benchmarkStarted: .benchmarkStarted
        case .benchmarkEnded: .benchmarkEnded
        case .benchmarkFailed: .benchmarkFailed
        case .collected: .collected
        case .ingested: .ingested
        case .attemptFailed: .attemptFailed
        case .endRequested: .endRequested
        case .absenceConfirmed: .absenceConfirmed
        }
    }
}
