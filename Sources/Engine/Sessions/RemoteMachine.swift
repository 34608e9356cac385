import Domain
import Foundation
import SSH

/// How a session's machine is reached: its address, its key, its pinned host key.
struct RemoteMachine: Sendable {
    let endpoint: SSHEndpoint
    let key: SSHKeyPair
    let trust: HostKeyTrust

    init(address: SSHAddress, key: SSHKeyPair, fingerprint: String?) throws {
        guard let port = UInt16(exactly: address.port) else {
            throw Problem(.badResponse, "the provider gave port \(address.port) for SSH")
        }
        endpoint = SSHEndpoint(host: address.host, port: port, user: address.user)
        self.key = key
        trust = fingerprint.map { .pinned($0) } ?? .firstUse
    }

    func connected<Value: Sendable>(
        timeout: Duration = .seconds(20), limit: Duration? = nil, _ body: @Sendable (RemoteHost) async throws -> Value
    ) async throws -> Value {
        try await RemoteHost.withConnection(to: endpoint, key: key, trust: trust, timeout: timeout, limit: limit, body: body)
    }
}
