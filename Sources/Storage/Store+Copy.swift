import Domain
import Foundation
import GRDB

extension Store {
    /// Writes a copy of the database as it is at one moment to a new file, which only its owner can read.
    ///
    /// Others may read and write meanwhile. The copy is on the disk and was read through when this returns.
    /// - Throws: `Problem` with code `localStorage`; what was written by then is removed.
    public func copy(to path: String) async throws {
        do {
            // SQLite fills an empty file, and leaves its mode as it is.
            try Data().write(to: URL(filePath: path), options: .withoutOverwriting)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                database.asyncWriteWithoutTransaction { db in
                    continuation.resume(
                        with: Result {
                            try db.execute(sql: "VACUUM INTO ?", arguments: [path])
                            try Self.prove(path)
                        })
                }
            }
        } catch {
            // What is left of it is no copy; that it cannot be removed says less than why it is none.
            try? FileManager.default.removeItem(atPath: path)
            let isOfCopy = [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains((error as? DatabaseError)?.resultCode)
            throw Self.translate(error, isOfCopy || error is CocoaError ? path : self.path)
        }
    }

    /// Reads a copy through and has it written to the disk.
    private static func prove(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let words = try queue.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
        try queue.close()
        guard words == ["ok"] else {
            throw Problem(.localStorage, "the copy \(path) is damaged: \(words.first ?? "nothing can be read")", hint: "Check the disk.")
        }
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.synchronize()
        try file.close()
    }
}
