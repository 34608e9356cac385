public import Domain

/// A session and what its row alone does not tell.
public struct SessionDetails: Sendable {
    /// The row.
    public let session: Session
    /// Why it was told to end, when it was.
    public let endReason: String?
    /// The alarms that stand about its machines.
    public let alarms: [Alarm]
}
