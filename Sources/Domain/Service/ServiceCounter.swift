/// What a deployment has counted since its database was made; kept there, so that a restart loses nothing.
public enum ServiceCounter: String, Hashable, Sendable, CaseIterable {
    /// Orphans that were found.
    case orphansDetected = "orphans_detected"
    /// Orphans that were ended and proved gone.
    case orphansDestroyed = "orphans_destroyed"
    /// Sessions whose machine its provider did not know any more.
    case ghostsDetected = "ghosts_detected"
    /// Ghosts whose session was closed.
    case ghostsFixed = "ghosts_fixed"
    /// Requests for a machine's end that failed.
    case destroyFailures = "destroy_failures"
    /// Sessions that ended at the hard maximum.
    case hardMaximumEnforced = "hard_max_enforced"
}
