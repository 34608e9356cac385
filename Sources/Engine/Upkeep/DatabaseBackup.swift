import Domain
import Foundation
public import Storage

/// Copies the database and the key file that belongs to it.
public struct DatabaseBackup: Sendable {
    /// What was written.
    public struct Outcome: Sendable {
        /// The copy of the database.
        public let path: String
        /// What it holds.
        public let bytes: Int64
        /// The copy of the key file; `nil` where there is none.
        public let keyPath: String?
    }

    private let store: Store

    /// Copies this database.
    public init(_ store: Store) { self.store = store }

    /// Writes both copies; they take their places when they are whole.
    ///
    /// Throws `.conflict` where there is a file already, unless it is to be replaced.
    @concurrent
    public func write(to path: String, replacing: Bool) async throws -> Outcome {
        let files = FileManager.default
        let (key, keyCopy) = (store.path + ".key", path + ".key")
        for file in [path, keyCopy] where !replacing && files.fileExists(atPath: file) {
            throw Problem(.conflict, "\(file) exists already", hint: "Name another file, or add --force to replace it.")
        }
        guard URL(filePath: path).standardizedFileURL != URL(filePath: store.path).standardizedFileURL else {
            throw Problem(.invalidInput, "\(path) is the database itself", hint: "Name another file.")
        }
        let draft = "\(path).\(UUID().uuidString).part"
        try await store.copy(to: draft)
        do {
            let bytes = (try files.attributesOfItem(atPath: draft)[.size] as? NSNumber)?.int64Value ?? 0
            // Made once and never changed: whatever the copy was sealed with is this.
            let hasKey = files.fileExists(atPath: key)
            if hasKey {
                try files.copyItem(atPath: key, toPath: draft + ".key")
                try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft + ".key")
                try Self.move(draft + ".key", to: keyCopy)
            } else if files.fileExists(atPath: keyCopy) {
                try files.removeItem(atPath: keyCopy)
            }
            try Self.move(draft, to: path)
            return Outcome(path: path, bytes: bytes, keyPath: hasKey ? keyCopy : nil)
        } catch {
            for file in [draft, draft + ".key"] { try? files.removeItem(atPath: file) }
            throw Problem(.localStorage, "the copy \(path) cannot be written", hint: "Check permissions and free space.", cause: error)
        }
    }

    /// In one step, in place of what was there.
    private static func move(_ file: String, to place: String) throws {
        guard unsafe rename(file, place) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
