public import Foundation

/// Transfers that outlive the connection they began on.
///
/// After a cut a new connection is made and the transfer goes on at the byte where it stopped. Only failures
/// that ``SSHError/isWorthRetrying`` names are tried again, and, once, a content that is not what the host said:
/// a resumed start may have been another file's, and a file may have grown meanwhile.
public struct RemoteFiles: Sendable {
    private let endpoint: SSHEndpoint
    private let key: SSHKeyPair
    private let trust: HostKeyTrust
    private let connectTimeout: Duration
    private let attempts: Int
    private let limit: Duration?
    private let pause: @Sendable (_ failures: Int, _ error: SSHError) async throws -> Void

    /// - Parameters:
    ///   - fingerprint: the pinned host key; every connection must show it.
    ///   - attempts: how many connections may be used for one file.
    ///   - limit: how long one call may take, all its connections and pauses together; nil for as long as it takes.
    ///   - pause: waits before the next connection; gets the number of failures so far and the last one.
    public init(
        endpoint: SSHEndpoint, key: SSHKeyPair, fingerprint: String, connectTimeout: Duration = .seconds(30),
        attempts: Int = 5, limit: Duration? = nil, pause: @escaping @Sendable (_ failures: Int, _ error: SSHError) async throws -> Void
    ) {
        self.endpoint = endpoint
        self.key = key
        trust = .pinned(fingerprint)
        self.connectTimeout = connectTimeout
        self.attempts = attempts
        self.limit = limit
        self.pause = pause
    }

    /// Fetches a file like ``RemoteHost/download(_:to:limit:options:progress:)``, through cuts.
    ///
    /// - Returns: the receipt of the connection that finished; its `resumedFrom` counts all earlier ones.
    /// - Throws: the last failure when the attempts are used up; the part file is then still there.
    public func download(
        _ path: String, to file: URL, limit: Int64? = nil, options: TransferOptions = TransferOptions(),
        progress: @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> TransferReceipt {
        try await reconnecting { host in
            try await host.download(path, to: file, limit: limit, options: options, progress: progress)
        }
    }

    /// Sends a file like ``RemoteHost/upload(file:to:permissions:options:progress:)``, through cuts.
    ///
    /// - Throws: the last failure when the attempts are used up; what arrived is kept on the host.
    public func upload(
        file: URL, to path: String, permissions: Int = 0o644, options: TransferOptions = TransferOptions(),
        progress: @Sendable (TransferProgress) -> Void = { _ in }
    ) async throws -> TransferReceipt {
        try await reconnecting { host in
            try await host.upload(
                file: file, to: path, permissions: permissions, options: options, progress: progress)
        }
    }

    /// Fetches several files over as few connections as the network allows; files that are there already are skipped.
    ///
    /// - Parameters:
    ///   - files: the path on the host, and where the file goes.
    ///   - progress: gets the bytes that this call has so far, over all files.
    /// - Returns: bytes that were fetched or completed by this call.
    public func download(
        _ files: [(path: String, file: URL)], limit: Int64? = nil, options: TransferOptions = TransferOptions(),
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> Int64 {
        try await reconnecting { host in
            let missing = files.filter { !FileManager.default.fileExists(atPath: $0.file.path) }
            // One question for all: each costs a login shell on the host.
            let known = options.checksHash ? try await host.hashes(of: missing.map(\.path), timeout: options.hashTimeout) : nil
            var bytes: Int64 = 0
            for (path, file) in missing {
                let before = bytes
                bytes += try await host.download(path, to: file, limit: limit, expecting: known?[path], options: options) {
                    progress(before + $0.bytesDone)
                }.size
            }
            return bytes
        }
    }

    /// Runs `body` with a connection; after a cut it is run again with a new one, and goes on with what it has not done yet.
    public func reconnecting<Value>(_ body: (RemoteHost) async throws -> Value) async throws -> Value {
        var failures = 0
        var hasForgivenContent = false
        let deadline = limit.map { Deadline(after: $0) }
        while true {
            do {
                return try await RemoteHost.withConnection(
                    to: endpoint, key: key, trust: trust, timeout: connectTimeout, limit: deadline?.remaining, body: body)
            } catch let error as SSHError {
                failures += 1
                var isRetried = error.isWorthRetrying
                if error.isAboutContent, !hasForgivenContent {
                    isRetried = true
                    hasForgivenContent = true
                }
                guard isRetried, failures < attempts, deadline?.hasPassed != true else { throw error }
                try await pause(failures, error)
            }
        }
    }
}
