/// Whether a call waits its turn.
public enum Urgency: Sendable, Equatable {
    /// Limiter and breaker apply.
    case ordinary

    /// Ends a machine, or finds out whether it is gone: nothing holds it back, and what comes of it leaves
    /// limiter and breaker as they are.
    case ending
}
