import Domain
import Foundation
import GRDB

/// A look into a shop's database beside its processes, and the one change that stands for hours that pass.
struct Rows: Sendable {
    private let path: String

    init(_ shop: Shop) { path = shop.database }

    /// The steps that unfinished sessions are in; none while there is no database yet.
    func steps() throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try reader().read { db in try String.fetchSet(db, sql: "SELECT step FROM sessions WHERE step <> 'finished'") }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CANTOPEN {
            // It is being made at this moment.
            return []
        }
    }

    /// Lets the reservation of a session run out now.
    func expire(_ session: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        let moment = Int64(Date().timeIntervalSince1970 * 1000)
        try DatabaseQueue(path: path, configuration: configuration).write { db in
            try db.execute(
                sql: "UPDATE sessions SET reserved_until = ? WHERE id = ? AND reserved_until > ?", arguments: [moment, session, moment])
        }
    }

    private func reader() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
