import Domain
import Engine
import Foundation
import Glibc

/// Where the keys to rented machines lie: a folder beside the database, for its owner alone.
struct KeyFolder {
    private let folder: URL

    /// Names the folder; touches nothing.
    init(_ settings: Settings) {
        folder = URL(fileURLWithPath: settings.databasePath).deletingLastPathComponent().appending(
            path: "keys", directoryHint: .isDirectory)
    }

    /// The file of a session's private key, whether or not it is there.
    func keyFile(of session: String) -> URL { folder.appending(path: session + ".key") }

    /// The file of its machine's host key.
    func hostFile(of session: String) -> URL { folder.appending(path: session + ".hosts") }

    /// Keeps a session's private key in place of one that was there; returns the file.
    func keep(_ key: String, of session: String) throws -> URL { try write(key, to: keyFile(of: session)) }

    /// Keeps the line that pins a machine's host key.
    func keepHost(_ line: String, of session: String) throws -> URL { try write(line + "\n", to: hostFile(of: session)) }

    /// A file changes as a whole, and nobody else may read it at any moment.
    private func write(_ text: String, to file: URL) throws -> URL {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            let draft = folder.appending(path: ".\(UUID().uuidString)")
            try PrivateKeyFile.write(text, to: draft.path)
            guard unsafe rename(draft.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw Problem(
                .localStorage, "\(file.path) cannot be written", hint: "Check the folder's permissions and free space.", cause: error)
        }
        return file
    }
}
