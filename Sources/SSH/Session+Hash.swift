import Foundation

extension Session {
    /// Compares `local` with what the host said before; both SHA-256 in lowercase hex.
    func compareHash(of path: String, with local: String, expecting known: String) throws(SSHError) -> HashCheck {
        guard known == local else { throw .hashMismatch(path: path, expected: known, actual: local) }
        return .matched
    }

    /// What the host's `sha256sum` says of several files in one call; `nil` when it does not work there.
    func hashes(of paths: [String], timeout: Duration) throws(SSHError) -> [String: String]? {
        guard !paths.isEmpty else { return [:] }
        let command = ShellCommand(words: ["sha256sum", "--"] + paths)
        let output = try run(command, input: Data(), until: Deadline(after: timeout), outputLimit: 1 << 20)
        let lines = output.text.split(separator: "\n")
        guard output.succeeded, lines.count == paths.count else { return nil }
        return Dictionary(
            zip(paths, lines.map { String($0.drop { $0 == "\\" }.prefix(64)) }), uniquingKeysWith: { first, _ in first })
    }

    /// Compares `local`, a SHA-256 in lowercase hex, with what the host's `sha256sum` says about `path`.
    ///
    /// - Throws: ``SSHError/hashMismatch(path:expected:actual:)`` when they differ.
    func compareHash(of path: String, with local: String, timeout: Duration) throws(SSHError) -> HashCheck {
        let command = ShellCommand("sha256sum", "--", path)
        let output = try run(command, input: Data(), until: Deadline(after: timeout), outputLimit: 64 << 10)
        guard output.succeeded else {
            let words = output.errorText.trimmingCharacters(in: .whitespacesAndNewlines).prefix(200)
            return .unavailable(note: "sha256sum did not work on the host (status \(output.status)): \(words)")
        }
        // A leading backslash marks a file name with special characters; the hash itself is never escaped.
        let remote = String(output.text.drop { $0 == "\\" }.prefix(64))
        guard remote.count == 64, remote.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            return .unavailable(note: "the answer of sha256sum on the host cannot be read")
        }
        guard remote == local else { throw .hashMismatch(path: path, expected: remote, actual: local) }
        return .matched
    }
}
