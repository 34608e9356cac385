import Domain
import Foundation
import Storage

extension SessionLease {
    /// Whether nobody drives the session any more: its time ran out, or its process is known to be dead.
    func isFree(at date: Date, isAlive: (SessionOwner) -> Bool) -> Bool { endsAt <= date || !isAlive(owner) }
}
