import Domain
import GRDB

extension Store {
    /// Runs `body` in one write transaction, whether or not the calling task is cancelled meanwhile.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                database.asyncWrite(body) { _, result in continuation.resume(with: result) }
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    /// Runs `body` on a snapshot, whether or not the calling task is cancelled meanwhile.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                database.asyncRead { database in
                    continuation.resume(with: Result { try body(database.get()) })
                }
            }
        } catch {
            throw Self.translate(error, path)
        }
    }

    func translating<Value>(_ body: () throws -> Value) throws -> Value {
        try Self.translating(path, body)
    }

    static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw translate(error, path)
        }
    }
}
