public import Foundation

/// One SSH connection.
///
/// The actor has a queue of its own and waits there, so a slow host never holds up other tasks. It does one
/// thing at a time: a second call waits for the first. Cancelling a call cuts the connection, which ends the
/// call at once and leaves the host object good for nothing but closing.
public actor RemoteHost {
    /// Where it is connected to.
    public nonisolated let endpoint: SSHEndpoint
    /// The key the host presented, as `SHA256:` and unpadded Base64; pin this.
    public private(set) var hostKeyFingerprint = ""
    /// The algorithms in use, nil only while connecting.
    public private(set) var methods: NegotiatedMethods?

    private let executor: SerialQueueExecutor
    private let socket = Socket()
    private var session: Session?

    /// The queue of this connection.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private init(endpoint: SSHEndpoint) {
        self.endpoint = endpoint
        executor = SerialQueueExecutor(label: "ssh \(endpoint)")
    }

    /// Connects, logs in, hands the connection to `body` and closes it whatever happens.
    ///
    /// - Parameters:
    ///   - timeout: for connecting, key exchange and login together.
    ///   - limit: for everything that `body` does on the connection together; nil for as long as it takes.
    /// - Throws: ``SSHError``, `CancellationError`, or what `body` throws.
    public static func withConnection<Value>(
        to endpoint: SSHEndpoint, key: SSHKeyPair, trust: HostKeyTrust, timeout: Duration = .seconds(30),
        limit: Duration? = nil, body: (RemoteHost) async throws -> Value
    ) async throws -> Value {
        let host = RemoteHost(endpoint: endpoint)
        do {
            try await host.open(key: key, trust: trust, timeout: timeout, limit: limit)
            let value = try await body(host)
            await host.close()
            return value
        } catch {
            await host.close()
            throw error
        }
    }

    /// Runs `command` in the login shell of the host and waits for its end.
    ///
    /// After a timeout the command may still be running on the host; SSH gives no way to be sure.
    /// - Parameters:
    ///   - input: its standard input; without it the input is empty and closed.
    ///   - outputLimit: bytes kept of each output stream; what comes after is read and dropped.
    public func run(
        _ command: ShellCommand, input: Data? = nil, timeout: Duration = .seconds(60), outputLimit: Int = 4 << 20
    ) async throws -> CommandOutput {
        try await perform { session throws(SSHError) in
            try session.run(
                command, input: input ?? Data(), until: Deadline(after: timeout), outputLimit: outputLimit)
        }
    }

    /// Does `work` on this actor's queue; a cancellation meanwhile cuts the socket under it.
    func perform<Value: Sendable>(_ work: (Session) throws(SSHError) -> Value) async throws -> Value {
        guard let session else { throw SSHError.connectionLost(endpoint) }
        return try await interruptible { () throws(SSHError) in try work(session) }
    }

    private func open(key: SSHKeyPair, trust: HostKeyTrust, timeout: Duration, limit: Duration?) async throws {
        let deadline = Deadline(after: timeout)
        try await interruptible { () throws(SSHError) in
            try socket.connect(to: endpoint, until: deadline)
            let session = try Session(endpoint: endpoint, socket: socket)
            self.session = session
            hostKeyFingerprint = try session.handshake(trust: trust, until: deadline)
            try session.authenticate(with: key, until: deadline)
            methods = session.methods
            session.limit = limit.map { Deadline(after: $0) }
        }
    }

    private func close() {
        session?.close()
        session = nil
        socket.close()
    }

    private func interruptible<Value: Sendable>(_ work: () throws(SSHError) -> Value) async throws -> Value {
        try Task.checkCancellation()
        let socket = socket
        return try await withTaskCancellationHandler {
            // A call to `self`, because a closure that names no part of the actor would run on the shared threads.
            try self.attempt(work)
        } onCancel: {
            socket.interrupt()
        }
    }

    private func attempt<Value: Sendable>(_ work: () throws(SSHError) -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            try Task.checkCancellation()
            throw error
        }
    }
}
