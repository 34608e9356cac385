/// What became of one run.
package struct ChaosOutcome: Sendable {
    /// Its seed.
    package let seed: UInt64
    /// Processes that were killed or told to end in mid-work.
    package let kills: Int
    /// Machines that were rented.
    package let machines: Int
    /// Sessions that were opened.
    package let sessions: Int
    /// Results that were stored.
    package let results: Int
    /// What must not be.
    package let findings: [Finding]
    /// What happened when, when that was asked for.
    package let trace: [String]
    /// How long it took, in seconds.
    package let seconds: Double
}
