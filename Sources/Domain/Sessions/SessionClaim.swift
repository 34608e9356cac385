public import Foundation

/// The right to take a session's next step, until the lease ends or somebody else's version wins.
public struct SessionClaim: Hashable, Sendable {
    private var boxed: Boxed<Session>
    /// Who holds it.
    public let owner: SessionOwner
    /// When the lease ends unless renewed.
    public var leaseEndsAt: Date

    /// Describes a claim.
    public init(session: Session, owner: SessionOwner, leaseEndsAt: Date) {
        boxed = Boxed(session)
        self.owner = owner
        self.leaseEndsAt = leaseEndsAt
    }

    /// The session as it was when claimed.
    public var session: Session {
        get { boxed.value }
        set { boxed = Boxed(newValue) }
    }
}
