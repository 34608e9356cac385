import GRDB

extension Store {
    /// The version of SQLite in use, such as `3.40.1`.
    public static var libraryVersion: String {
        get {
            do {
                return try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? "unknown"
            } catch {
                return "unusable: \(error)"
            }
        }
    }
}
