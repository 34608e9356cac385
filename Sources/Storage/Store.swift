public import Domain
import GRDB

/// The one database: sessions with their money, results, and what was read from the market.
///
/// Calls run on SQLite's own queues, never on the caller's thread, and each is one transaction. A call that was
/// started runs to its end even when the calling task is cancelled: a row that says what became of a machine must
/// not depend on anybody's patience. Failures of the file are `Problem`s that name it.
public struct Store: Sendable {
    /// Where the database stands; `:memory:` for one that does not.
    public let path: String
    /// The installation's name: the override given at opening, else the id made at first start.
    public let deploymentID: DeploymentID

    let database: any DatabaseWriter

    init(path: String, database: any DatabaseWriter, deploymentID: DeploymentID) {
        self.path = path
        self.database = database
        self.deploymentID = deploymentID
    }

    /// Closes the file; calls after it fail.
    ///
    /// Without it the file is closed when the last copy goes.
    public func close() throws {
        try translating {
            // The pool's readers go last and cannot do this; without it a copy of the file would lack the latest
            // rows. Passive: it waits for nobody.
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
            try database.close()
        }
    }
}
