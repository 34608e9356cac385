/// What a circuit breaker does with calls.
public enum CircuitState: Int, Hashable, Sendable, CaseIterable {
    /// It lets them through.
    case closed
    /// It turns them away.
    case open
    /// It finds out by one call whether the service is back, or lets the next one do so.
    case halfOpen
}
