import Domain
import GRDB
import Synchronization

/// Notices that a database was changed, by whomever, other processes included.
///
/// SQLite keeps a number for each connection that differs from before when another connection has committed since; this one
/// writes nothing, so every commit is another's.
public final class ChangeWatch: Sendable {
    private let path: String
    /// `nil` for a database that no second connection can see.
    private let connection: DatabaseQueue?
    private let calls = Atomic<Int64>(0)

    /// Opens the store's file once more.
    public init(_ store: Store) throws {
        path = store.path
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        connection = path == ":memory:" ? nil : try store.translating { try DatabaseQueue(path: store.path, configuration: configuration) }
    }

    /// A number that differs from the last one when anything was committed in between; microseconds.
    public func mark() async throws -> Int64 {
        guard let connection else { return calls.add(1, ordering: .relaxed).newValue }
        do {
            return try await connection.unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        } catch {
            throw Store.translate(error, path)
        }
    }
}
