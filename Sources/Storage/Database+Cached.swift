import GRDB

/// Statements are prepared once per connection: what a worker asks every minute must not be parsed every minute.
///
/// The texts must be constants of ours; a text with values in it would fill the cache.
extension Database {
    /// The first row.
    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// Runs a statement that returns nothing.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
