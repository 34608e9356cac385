package import Domain
package import Foundation

/// Reaches machines: by SSH and HTTP, except under a virtual clock, which no real `sshd` goes by.
package protocol MachineDialer: Sendable {
    /// Connects, logs in, hands the connection to `body` and closes it whatever happens.
    ///
    /// `timeout` bounds the login, `limit` everything that `body` does on the connection. Throws `SSHError`.
    func connected<Value: Sendable>(
        to machine: RemoteMachine, timeout: Duration, limit: Duration?, _ body: @Sendable (any MachineShell) async throws -> Value
    ) async throws -> Value

    /// The status that a server on a machine answers `GET` with; throws `TransportError`.
    func status(of path: String, at api: APIAddress) async throws -> Int

    /// Fetches files through cuts, resumed and checked; gives the bytes of all.
    func download(
        _ files: [(path: String, file: URL)], from machine: RemoteMachine, attempts: Int, limit: Duration, time: any TimeSource,
        progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Int64
}

extension MachineDialer {
    package func connected<Value: Sendable>(
        to machine: RemoteMachine, limit: Duration? = nil, _ body: @Sendable (any MachineShell) async throws -> Value
    ) async throws -> Value {
        try await connected(to: machine, timeout: .seconds(20), limit: limit, body)
    }
}
