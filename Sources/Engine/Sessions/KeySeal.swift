import Crypto
public import Domain
public import Foundation

/// Seals session keys at rest with a key file (mode 0600) beside the database.
///
/// AES-256-GCM; the session id is bound in, so that a sealed key cannot be moved to another row. The file is read when
/// a key is needed and not before: a damaged one must not keep a machine from being ended.
public struct KeySeal: Sendable {
    private let path: String
    private let memory: SymmetricKey?

    /// Names the key file of a database; touches nothing.
    public init(databasePath: String) {
        path = databasePath + ".key"
        memory = nil
    }

    /// A key that is nowhere but in memory, for a database that is nowhere else either.
    package init(inMemoryKey: Data) {
        path = ":memory:.key"
        memory = SymmetricKey(data: inMemoryKey)
    }

    /// Encrypts a private key for a session's row; makes the key file where there is none.
    public func seal(_ secret: Data, for session: SessionID) throws -> Data {
        try seal(secret, boundTo: session.rawValue)
    }

    /// Encrypts any secret; it opens under the same name only, so that it cannot be moved to another row.
    func seal(_ secret: Data, boundTo name: String) throws -> Data {
        let box = try AES.GCM.seal(secret, using: try stored() ?? fresh(), authenticating: Data(name.utf8))
        guard let combined = box.combined else { throw Problem(.internalError, "a sealed key has no combined form") }
        return combined
    }

    /// Decrypts it; a `Problem` says when the key file is missing, damaged or not the one it was sealed with.
    public func open(_ sealed: Data, for session: SessionID) throws -> Data {
        try open(sealed, boundTo: session.rawValue, as: "the SSH key of session \(session)")
    }

    /// Decrypts what was sealed under `name`; `what` says in a `Problem` what cannot be opened.
    func open(_ sealed: Data, boundTo name: String, as what: String) throws -> Data {
        guard let key = try stored() else {
            throw Problem(
                .localStorage, "the key file \(path) is missing, and with it \(what)",
                hint: "The database and its .key file belong together; restore it from a backup.")
        }
        do {
            return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(name.utf8))
        } catch {
            throw Problem(
                .localStorage, "\(what) cannot be opened with the key file beside the database",
                hint: "The database and its .key file belong together; restore the matching one.", cause: error)
        }
    }

    /// The key in the file; `nil` where there is none.
    private func stored() throws -> SymmetricKey? {
        if let memory { return memory }
        if let bytes = FileManager.default.contents(atPath: path), bytes.count == 32 { return SymmetricKey(data: bytes) }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                .localStorage, "the key file \(path) cannot be read or is damaged",
                hint: "Restore it from a backup; without it the keys of running machines are lost.")
        }
        return nil
    }

    private func fresh() throws -> SymmetricKey {
        let fresh = SymmetricKey(size: .bits256)
        let bytes = unsafe fresh.withUnsafeBytes { unsafe Data($0) }
        // Two first starts at once: the one that links its file first wins, the other reads it.
        // Containers that share a folder share process ids too, so the draft's name is random.
        let draft = path + ".\(UUID().uuidString)"
        do {
            guard FileManager.default.createFile(atPath: draft, contents: bytes, attributes: [.posixPermissions: 0o600]) else {
                throw CocoaError(.fileWriteUnknown)
            }
            do {
                try FileManager.default.linkItem(atPath: draft, toPath: path)
            } catch {
                guard FileManager.default.fileExists(atPath: path) else { throw error }
            }
            try FileManager.default.removeItem(atPath: draft)
        } catch {
            throw Problem(
                .localStorage, "the key file \(path) cannot be written", hint: "Check the folder's permissions and free space.",
                cause: error)
        }
        guard let key = try stored() else { throw Problem(.localStorage, "the key file \(path) vanished while it was made") }
        return key
    }
}
