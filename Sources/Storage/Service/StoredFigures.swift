/// What the rows say, counted for those who watch a deployment.
public struct StoredFigures: Sendable {
    /// A figure's labels in their order.
    public typealias Labels = [String]

    /// Machines that a provider accepted, by provider.
    public var launched: [Labels: Int] = [:]
    /// Sessions that are over and had a machine, by provider and how they ended.
    public var ended: [Labels: Int] = [:]
    /// Machines that were tried in place of another, by provider, retry scope and what was wrong with that one.
    public var retried: [Labels: Int] = [:]
    /// Sessions of which such a machine could be used, by provider and retry scope.
    public var retriedWell: [Labels: Int] = [:]
    /// Sessions that failed after all the tries they had, by provider and retry scope.
    public var exhausted: [Labels: Int] = [:]
    /// Machines that could not be used, by provider, GPU and why.
    public var failed: [Labels: Int] = [:]
    /// Machines that never could be logged in to, by provider and why.
    public var unreached: [Labels: Int] = [:]
    /// Machines whose API was never healthy, by provider.
    public var unhealthy: [Labels: Int] = [:]
    /// Seconds from acceptance to the first login, by provider.
    public var loginSeconds: [Labels: [Double]] = [:]
    /// Seconds from acceptance to a healthy API, by provider.
    public var healthSeconds: [Labels: [Double]] = [:]
    /// Seconds from the wish for a session to its first login, by provider.
    public var provisioningSeconds: [Labels: [Double]] = [:]
    /// Alarms about budgets that were ever raised, by kind.
    public var budgetAlarms: [Labels: Int] = [:]
}
