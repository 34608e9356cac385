import Domain
import Foundation
import GRDB

extension Store {
    /// What a failure of the file means to a person; errors that are not the file's pass unchanged.
    static func translate(_ error: any Error, _ path: String) -> any Error {
        switch error {
        case let error as DatabaseError: problem(error, path)
        case let error as CocoaError: problem(error, path)
        case let error as DecodingError:
            Problem(
                .localStorage, "The database \(path) holds a row that this program cannot read",
                hint: "It may have been changed by hand; restore a copy, or report this.", cause: error)
        default: error
        }
    }

    private static func problem(_ error: DatabaseError, _ path: String) -> Problem {
        let name = "The database \(path)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Problem(
                .localStorage, "\(name) is locked by another process",
                hint: "Wait for that process to end its work, then try again.", cause: error)
        case .SQLITE_FULL:
            return Problem(
                .localStorage, "The disk that holds \(path) is full",
                hint: "Free some space and try again; what was stored before is intact.", cause: error)
        case .SQLITE_NOTADB:
            return Problem(
                .localStorage, "The file \(path) is not a database",
                hint: "Set DATABASE_PATH to another file, or move this one away.", cause: error)
        case .SQLITE_CORRUPT:
            return Problem(
                .localStorage, "\(name) is damaged",
                hint: "Keep the file, and restore a copy or save what is left with `sqlite3 \(path) .recover`.",
                cause: error)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return Problem(
                .localStorage, "\(name) cannot be written",
                hint: "Check the owner and the mode of the file, of its folder and of the disk.", cause: error)
        case .SQLITE_CANTOPEN:
            return Problem(
                .localStorage, "\(name) cannot be opened",
                hint: "Check that the folder exists and may be written, or set DATABASE_PATH.", cause: error)
        case .SQLITE_IOERR:
            return Problem(
                .localStorage, "The disk refuses to read or write \(path)",
                hint: "Check the disk; the system's log may say more.", cause: error)
        default:
            return Problem(
                .internalError, "\(name) refused a statement: \(error.message ?? "\(error.resultCode)")",
                cause: error)
        }
    }

    private static func problem(_ error: CocoaError, _ path: String) -> Problem {
        if error.code == .fileWriteOutOfSpace {
            return Problem(
                .localStorage, "The disk for \(path) is full", hint: "Free some space and try again.", cause: error)
        }
        return Problem(
            .localStorage, "The database \(path) cannot be made there",
            hint: "Check that its folder may be written, or set DATABASE_PATH.", cause: error)
    }
}
