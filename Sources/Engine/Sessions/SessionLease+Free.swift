import Foundation
import Storage

extension SessionLease {
    /// Whether nobody drives the session any more: its time ran out, or its process is known to be dead.
    func isFree(at date: Date) -> Bool { endsAt <= date || !ProcessIdentity.isAlive(owner) }
}
