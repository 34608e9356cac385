public import Domain

/// A machine that no session knew, and who pays for it.
public struct PaidOrphan: Sendable {
    /// The consumer of the session that its label names; `nil` when there is no such row.
    public let consumer: String?
    /// The machine.
    public let orphan: OrphanRecord
}
