public import Domain
import Foundation
import Logging
public import Storage

/// Makes this process the one server of its database, and keeps it that.
public struct ServerLease: Sendable {
    /// How long a server that stopped renewing still counts as the one.
    private static let length: TimeInterval = 60

    private let store: Store
    private let owner: SessionOwner
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, owner: SessionOwner, time: any TimeSource) {
        self.store = store
        self.owner = owner
        self.time = time
    }

    /// Takes the database; throws `.conflict` that names the server which has it.
    public func take(address: String) async throws {
        try await store.takeServerLease(
            for: owner, address: address, until: time.now.addingTimeInterval(Self.length), now: time.now, isAlive: ProcessIdentity.isAlive)
    }

    /// Renews it until the task is cancelled; throws `.conflict` when another server has taken the database.
    public func keep() async throws {
        while true {
            try await time.sleep(for: .seconds(Self.length / 4))
            guard try await store.renewServerLease(of: owner, until: time.now.addingTimeInterval(Self.length)) else {
                throw Problem(
                    .conflict, "another server has taken the database \(store.path)",
                    hint: "This one was silent for too long; it stops rather than work beside it.")
            }
        }
    }

    /// Lets it go.
    public func release() async throws { try await store.releaseServerLease(of: owner) }
}
