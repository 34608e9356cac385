/// A dead man's switch on a rented machine: the machine ends itself when nobody extended its time.
public struct Watchdog: Hashable, Sendable {
    /// How long the machine may live from its start, until more is granted; kept in whole seconds, rounded up.
    public var allowance: Duration
    /// How long after that the machine waits before it ends itself: time for the regular end to come first.
    public var grace: Duration

    /// A switch with an allowance and a time of grace.
    public init(allowance: Duration, grace: Duration) {
        self.allowance = allowance
        self.grace = grace
    }
}
