public import Foundation

extension RemoteHost {
    /// Sends a file, streaming; what an earlier, cut try left on the host is not sent again.
    ///
    /// The file appears under `path` only when it is complete and its SHA-256 is the same on both sides.
    /// - Parameters:
    ///   - path: absolute or from the login directory; `~` has no meaning here.
    ///   - permissions: set exactly so, whatever the host's umask.
    ///   - progress: called on this connection's queue after each block.
    public func upload(
        file: URL, to path: String, permissions: Int = 0o644, options: TransferOptions = TransferOptions(),
        progress: @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> TransferReceipt {
        try await perform { session throws(SSHError) in
            let source = UploadSource.file(try LocalFile(path: file.path, for: .reading))
            return try session.upload(
                source, to: path, permissions: permissions, options: options, progress: progress)
        }
    }

    /// Sends bytes as a file, like ``upload(file:to:permissions:options:progress:)``.
    public func upload(
        _ data: Data, to path: String, permissions: Int = 0o644, options: TransferOptions = TransferOptions(),
        progress: @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> TransferReceipt {
        try await perform { session throws(SSHError) in
            try session.upload(
                .data(data), to: path, permissions: permissions, options: options, progress: progress)
        }
    }

    /// Fetches a file, streaming, by way of `<name>.part` next to `file`; a part that is there is continued.
    ///
    /// The file appears under its name, on the disk, only when it is complete and its SHA-256 is the one the
    /// host computes. After a mismatch the part is removed, after any other failure it is kept.
    /// - Parameters:
    ///   - limit: the largest size in bytes that is accepted, nil for any.
    ///   - known: the SHA-256 the host gave before, see ``hashes(of:timeout:)``; without it the host is asked after.
    ///   - progress: called on this connection's queue after each block.
    public func download(
        _ path: String, to file: URL, limit: Int64? = nil, expecting known: String? = nil,
        options: TransferOptions = TransferOptions(), progress: @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> TransferReceipt {
        try await perform { session throws(SSHError) in
            try session.download(path, to: file.path, limit: limit, expecting: known, options: options, progress: progress)
        }
    }

    /// The SHA-256 of several files as the host computes them, in lowercase hex; `nil` when it has no `sha256sum`.
    public func hashes(of paths: [String], timeout: Duration = .seconds(900)) async throws -> [String: String]? {
        try await perform { session throws(SSHError) in try session.hashes(of: paths, timeout: timeout) }
    }

    /// What is in a directory, by name, without `.` and `..`.
    public func list(_ directory: String, timeout: Duration = .seconds(60)) async throws -> [RemoteEntry] {
        try await perform { session throws(SSHError) in try session.entries(of: directory, patience: timeout) }
    }

    /// What a path stands for, links followed.
    ///
    /// - Throws: ``SSHError/remoteFile(path:_:)`` with ``RemoteFileProblem/noSuchFile`` when it is not there.
    public func stat(_ path: String, timeout: Duration = .seconds(60)) async throws -> RemoteEntry {
        try await perform { session throws(SSHError) in try session.entry(path, patience: timeout) }
    }

    /// Makes a directory and what is missing above it; one that is there already is fine.
    public func makeDirectory(
        _ path: String, permissions: Int = 0o755, timeout: Duration = .seconds(60)
    ) async throws {
        try await perform { session throws(SSHError) in
            try session.makeDirectory(path, permissions: permissions, patience: timeout)
        }
    }

    /// Removes a file, a link or an empty directory; one that is not there is fine.
    public func remove(_ path: String, timeout: Duration = .seconds(60)) async throws {
        try await perform { session throws(SSHError) in try session.remove(path, patience: timeout) }
    }
}
