public import Domain
public import Foundation
public import Logging
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

    /// Whether this process is the one server of the database, as the database has it.
    public func isHeld() async throws -> Bool { try await store.serverLease(at: time.now)?.lease.owner == owner }

    /// The server that works on a database now, and where it answers; `nil` when there is none, or its process is dead.
    public static func standing(in store: Store, at date: Date) async throws -> (owner: SessionOwner, address: String)? {
        guard let server = try await store.serverLease(at: date), !server.lease.isFree(at: date, isAlive: ProcessIdentity.isAlive) else {
            return nil
        }
        return (server.lease.owner, server.address)
    }

    /// Renews it until the task is cancelled; throws `.conflict` when another server has taken the database.
    ///
    /// A file that cannot be written now is no reason to leave machines alone: nobody else can take it either.
    public func keep(logger: Logger) async throws {
        while true {
            try await time.sleep(for: .seconds(Self.length / 4))
            guard try await isRenewed(logger) else {
                throw Problem(
                    .conflict, "another server has taken the database \(store.path)",
                    hint: "This one was silent for too long; it stops rather than work beside it.")
            }
        }
    }

    private func isRenewed(_ logger: Logger) async throws -> Bool {
        do {
            return try await store.renewServerLease(of: owner, until: time.now.addingTimeInterval(Self.length))
        } catch let problem as Problem {
            logger.error("the server's lease could not be renewed yet: \(problem)")
            return true
        }
    }

    /// Lets it go.
    public func release() async throws { try await store.releaseServerLease(of: owner) }
}
