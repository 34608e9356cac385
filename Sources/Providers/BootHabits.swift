/// How a provider's machines come up, as far as it differs from what one would expect.
public struct BootHabits: Hashable, Sendable {
    /// How long after acceptance a first login is worth trying.
    public var firstLogin: Duration
    /// Logins in a row that must work: an upgrade at boot restarts the SSH server after the first.
    public var goodLogins: Int
    /// The pause between them.
    public var pause: Duration
    /// Seconds that a machine takes besides what its image takes to be pulled.
    public var patience: Duration

    /// One login is enough, and nothing is waited for.
    public init(firstLogin: Duration = .zero, goodLogins: Int = 1, pause: Duration = .seconds(5), patience: Duration = .zero) {
        self.firstLogin = firstLogin
        self.goodLogins = goodLogins
        self.pause = pause
        self.patience = patience
    }
}
