import Domain
import Foundation
import Storage

/// Whether a database, its key file and its archives are whole; changes nothing.
public struct DatabaseCheck: Sendable {
    private let path: String

    /// Looks at the database there.
    public init(path: String) { self.path = path }

    /// Every check in a fixed order.
    /// - Throws: `Problem` for a file that is not there or cannot be read at all.
    @concurrent
    public func run() async throws -> [DoctorFinding] {
        let file = try await StoredFile(at: path)
        guard file.damages.isEmpty else { return [form(file), integrity(file)] }
        return [form(file), integrity(file), references(file), key(file), archives(file)]
    }

    private func form(_ file: StoredFile) -> DoctorFinding {
        guard file.form < file.newestForm else { return DoctorFinding("form", .good, "\(file.form), the newest of this program") }
        return DoctorFinding(
            "form", .warning, "\(file.form) of \(file.newestForm)", hint: "The next command that works on it brings it to the newest.")
    }

    private func integrity(_ file: StoredFile) -> DoctorFinding {
        guard let first = file.damages.first else { return DoctorFinding("integrity", .good, "every page and index is as it should be") }
        let more = file.damages.count > 1 ? ", and \(file.damages.count - 1) more" : ""
        return DoctorFinding(
            "integrity", .bad, first.replacing("\n", with: " ") + more,
            hint: "Keep the file, and restore a backup or save what is left with 'sqlite3 \(path) .recover'.")
    }

    private func references(_ file: StoredFile) -> DoctorFinding {
        guard !file.brokenReferences.isEmpty else { return DoctorFinding("references", .good, "every row refers to rows that are there") }
        return DoctorFinding(
            "references", .bad, file.brokenReferences.joined(separator: "; "), hint: "Rows were removed by hand: restore a backup.")
    }

    private func key(_ file: StoredFile) -> DoctorFinding {
        let keyPath = path + ".key"
        guard let secret = file.sealedSecret else {
            return DoctorFinding("key file", .good, FileManager.default.fileExists(atPath: keyPath) ? keyPath : "none is needed yet")
        }
        do {
            _ = try KeySeal(databasePath: path).open(secret.bytes, for: secret.session)
            let mode = (try FileManager.default.attributesOfItem(atPath: keyPath)[.posixPermissions] as? NSNumber)?.intValue ?? 0
            guard mode & 0o077 == 0 else {
                return DoctorFinding(
                    "key file", .warning, "\(keyPath) can be read by others", hint: "chmod 600 \(keyPath)")
            }
            return DoctorFinding("key file", .good, "\(keyPath) opens what is sealed")
        } catch {
            let problem = Problem(wrapping: error, doing: "opening what is sealed")
            return DoctorFinding("key file", .bad, problem.message, hint: problem.hint)
        }
    }

    private func archives(_ file: StoredFile) -> DoctorFinding {
        guard file.form == file.newestForm else { return DoctorFinding("archives", .good, "not looked for in a database of this form") }
        let missing = file.archives.filter { !FileManager.default.fileExists(atPath: $0.path) }
        guard let first = missing.first else { return DoctorFinding("archives", .good, "\(file.archives.count), all where they should be") }
        let unread = missing.count { $0.benchmarkID == nil }
        let loss = unread == 0 ? "their results are in the database" : "\(unread) of them without a result in the database"
        return DoctorFinding(
            "archives", .bad, "\(missing.count) of \(file.archives.count) are missing, \(loss); the first is \(first.path)",
            hint: "Put them back from a backup; 'gpu-shopper results prune' is how archives are removed.")
    }
}
