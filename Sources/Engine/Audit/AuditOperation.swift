/// What costs money or saves some.
public enum AuditOperation: String, Hashable, Sendable, CaseIterable {
    /// A session's row was committed: from now on a machine may be rented for it.
    case sessionProvisioned = "session_provisioned"
    /// A provider accepted a launch: a machine bills.
    case launchAccepted = "launch_accepted"
    /// A machine that could not be used is gone, and another may be tried.
    case instanceDestroyedOnFailure = "instance_destroyed_on_fail"
    /// A session is over, and what it rented is gone.
    case sessionDestroyed = "session_destroyed"
    /// A reservation, or what was set aside for a session, is used up.
    case sessionExpired = "session_expired"
    /// A session reached the hard maximum.
    case hardMaximumEnforced = "hard_max_enforced"
    /// A reservation was moved.
    case sessionExtended = "session_extended"
    /// A session may go on beyond the hard maximum.
    case hardMaximumLifted = "hard_max_lifted"
    /// A machine of ours belongs to no session.
    case orphanDetected = "orphan_detected"
    /// Such a machine is gone.
    case orphanDestroyed = "orphan_destroyed"
    /// A session's machine is not known to its provider.
    case ghostDetected = "ghost_detected"
    /// Such a session is closed.
    case ghostFixed = "ghost_fixed"
    /// A consumer's budget was set.
    case budgetSet = "budget_set"
    /// A consumer's budget was taken away.
    case budgetRemoved = "budget_removed"
    /// A server answers and watches.
    case serverStarted = "server_started"
    /// A server was told to stop.
    case shutdownStarted = "graceful_shutdown_started"
    /// It has stopped; the machines of its users run on.
    case shutdownCompleted = "graceful_shutdown_completed"
}
