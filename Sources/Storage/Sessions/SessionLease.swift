public import Domain
public import Foundation

/// Who holds a session, and until when unless renewed.
public struct SessionLease: Hashable, Sendable {
    /// The holder.
    public let owner: SessionOwner
    /// When anybody may take the session.
    public let endsAt: Date

    /// Joins both.
    public init(owner: SessionOwner, endsAt: Date) {
        self.owner = owner
        self.endsAt = endsAt
    }
}
