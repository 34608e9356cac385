import Crypto
public import Domain
public import Foundation

/// Seals session keys at rest with a key file (mode 0600) beside the database.
///
/// AES-256-GCM; the session id is bound in, so that a sealed key cannot be moved to another row.
public struct KeySeal: Sendable {
    private let key: SymmetricKey

    /// Opens the key file of a database, or makes it.
    public init(databasePath: String) throws {
        let path = databasePath + ".key"
        let url = URL(fileURLWithPath: path)
        if let existing = FileManager.default.contents(atPath: path), existing.count == 32 {
            key = SymmetricKey(data: existing)
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                .localStorage, "the key file \(path) cannot be read or is damaged",
                hint: "Restore it from a backup; without it the keys of running machines are lost.")
        }
        let fresh = SymmetricKey(size: .bits256)
        let bytes = unsafe fresh.withUnsafeBytes { unsafe Data($0) }
        // Two first starts at once: the one that links its file first wins, the other reads it.
        // Containers that share a folder share process ids too, so the draft's name is random.
        let draft = URL(fileURLWithPath: path + ".\(UUID().uuidString)")
        do {
            guard FileManager.default.createFile(atPath: draft.path, contents: bytes, attributes: [.posixPermissions: 0o600]) else {
                throw CocoaError(.fileWriteUnknown)
            }
            do {
                try FileManager.default.linkItem(at: draft, to: url)
            } catch {
                guard FileManager.default.fileExists(atPath: path) else { throw error }
            }
            try FileManager.default.removeItem(at: draft)
            key = SymmetricKey(data: try Data(contentsOf: url))
        } catch {
            throw Problem(
                .localStorage, "the key file \(path) cannot be written", hint: "Check the folder's permissions and free space.",
                cause: error)
        }
    }

    /// Encrypts a private key for a session's row.
    public func seal(_ secret: Data, for session: SessionID) throws -> Data {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Data(session.rawValue.utf8))
        guard let combined = box.combined else { throw Problem(.internalError, "a sealed key has no combined form") }
        return combined
    }

    /// Decrypts it; a `Problem` says when the key file is not the one it was sealed with.
    public func open(_ sealed: Data, for session: SessionID) throws -> Data {
        do {
            return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(session.rawValue.utf8))
        } catch {
            throw Problem(
                .localStorage, "the SSH key of session \(session) cannot be opened with the key file beside the database",
                hint: "The database and its .key file belong together; restore the matching one.", cause: error)
        }
    }
}
