import Domain

/// A place on a session's machine, as a person types it: `70e2:/workspace/model.bin`.
struct RemotePlace {
    /// Whose machine.
    let session: SessionReference
    /// Absolute, or from the login's home folder.
    let path: String

    /// Splits at the first colon.
    init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw Problem(
                .invalidInput, "'\(text)' names no place on a machine", hint: "Write SESSION:PATH, e.g. 70e2:/workspace/model.bin.")
        }
        session = try SessionReference(parts[0])
        // SFTP knows no tilde, and begins at home anyway.
        let path = parts[1].hasPrefix("~/") ? String(parts[1].dropFirst(2)) : parts[1]
        self.path = path.isEmpty || path == "~" ? "." : path
        guard !path.utf8.contains(0) else { throw Problem(.invalidInput, "the path on the machine holds a NUL") }
    }
}
