import Domain
import GRDB

extension Store {
    /// Runs `body` in one write transaction, whether or not the calling task is cancelled meanwhile.
    ///
    /// - Parameter turns: how often the time given to a lock is waited for.
    func write<Value: Sendable>(
        turns: Int = 1, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        var turn = 1
        while true {
            do {
                return try await withCheckedThrowingContinuation { continuation in
                    database.asyncWrite(body) { _, result in continuation.resume(with: result) }
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && turn < turns {
                turn += 1
            } catch {
                throw Self.translate(error, path)
            }
        }
    }

    /// Twelve times five seconds: a machine may hang on the row that is to be written, and what holds the file is
    /// somebody's shell or a backup more often than not.
    static let patientTurns = 12

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
