import Domain
import Foundation
import HTTP
import HTTPTypes
import SSH

/// Reaches machines by SSH, and what they serve by HTTP.
struct SSHDialer: MachineDialer {
    private static let client = HTTPClient()

    func status(of path: String, at api: APIAddress) async throws -> Int {
        let request = HTTPRequest(method: .get, scheme: "http", authority: api.description, path: path)
        return try await Self.client.send(request, timeout: .seconds(10), connectTimeout: .seconds(5), limit: 1 << 20).0.status.code
    }

    func connected<Value: Sendable>(
        to machine: RemoteMachine, timeout: Duration, limit: Duration?, _ body: @Sendable (any MachineShell) async throws -> Value
    ) async throws -> Value {
        try await RemoteHost.withConnection(
            to: machine.endpoint, key: machine.key, trust: machine.trust, timeout: timeout, limit: limit
        ) { try await body($0) }
    }

    func download(
        _ files: [(path: String, file: URL)], from machine: RemoteMachine, attempts: Int, limit: Duration, time: any TimeSource,
        progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Int64 {
        guard case .pinned(let fingerprint) = machine.trust else {
            throw Problem(.internalError, "\(machine.endpoint) has no pinned host key")
        }
        let remote = RemoteFiles(
            endpoint: machine.endpoint, key: machine.key, fingerprint: fingerprint, connectTimeout: .seconds(15), attempts: attempts,
            limit: limit
        ) { failures, _ in try await time.sleep(for: .milliseconds(250 * (1 << min(failures, 5)))) }
        return try await remote.download(files, limit: 512 << 20, progress: progress)
    }
}
