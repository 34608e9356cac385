/// Everything that cost something in a span of time.
public struct PaidMachines: Sendable {
    /// Attempts of sessions, failed ones included.
    public let attempts: [PaidAttempt]
    /// Machines that no session knew.
    public let orphans: [PaidOrphan]
}
