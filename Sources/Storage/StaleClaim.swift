public import Domain

/// Somebody else took the session or moved it on: the claim's holder must drop its work and read the row again.
///
/// Whatever was done outside the database meanwhile (a machine launched, say) is found again by its label.
public struct StaleClaim: Error, Hashable, Sendable, CustomStringConvertible {
    /// The session.
    public let session: SessionID
    /// The version that the claim was made for.
    public let version: Int

    /// Names the lost claim.
    public init(session: SessionID, version: Int) {
        self.session = session
        self.version = version
    }

    init(_ claim: SessionClaim) {
        self.init(session: claim.session.id, version: claim.session.version)
    }

    /// One sentence.
    public var description: String {
        "session \(session) was taken over or moved on by another process since version \(version)"
    }
}
