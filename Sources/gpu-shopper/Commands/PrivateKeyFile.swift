import Domain
import Foundation

/// A private key on disk, for its owner alone from the first byte on.
enum PrivateKeyFile {
    /// Writes a new file; one that is there already may hold the only key to another machine, and is left as it is.
    static func write(_ key: String, to path: String) throws {
        let url = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
        do {
            try Data().write(to: url, options: .withoutOverwriting)
        } catch {
            let exists = FileManager.default.fileExists(atPath: url.path)
            throw Problem(
                .localStorage, exists ? "\(path) exists already and was not overwritten" : "\(path) cannot be written", cause: error)
        }
        do {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
            let file = try FileHandle(forWritingTo: url)
            try file.write(contentsOf: Data(key.utf8))
            try file.synchronize()
            try file.close()
        } catch {
            throw Problem(.localStorage, "\(path) cannot be written", cause: error)
        }
    }
}
