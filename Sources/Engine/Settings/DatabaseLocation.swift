import Foundation

/// One database, wherever one stands.
public enum DatabaseLocation {
    /// `DATABASE_PATH`, else `./data/gpu-shopper.db` where `./data` exists, else the user's data folder.
    public static func resolve(setting: String?, folder: String, environment: [String: String]) -> String {
        if let setting { return expanded(setting, folder: folder, environment: environment) }
        let local = folder + "/data"
        // The dot makes it a question about a folder: a file of that name has no entries.
        if FileManager.default.fileExists(atPath: local + "/.") { return local + "/gpu-shopper.db" }
        let base =
            environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? folder) + "/.local/share"
        return base + "/gpu-shopper/gpu-shopper.db"
    }

    static func expanded(_ path: String, folder: String, environment: [String: String]) -> String {
        if path == "~" || path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst(1) }
        return path.hasPrefix("/") ? path : folder + "/" + path
    }
}
