public import Domain

/// The same request has opened a session already.
public struct RepeatedOpening: Error, Sendable {
    /// Which one.
    public let session: SessionID
}
