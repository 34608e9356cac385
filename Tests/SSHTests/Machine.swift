import Foundation
import SSH
import TestSupport

/// A running server, a key it accepts and a local folder, for the length of one test.
struct Machine {
    let sshd: LoopbackSSHD
    let key: SSHKeyPair
    let local: TemporaryFolder

    /// Starts a machine for `body` and takes everything away afterwards.
    static func use(options: [String] = [], _ body: (Machine) async throws -> Void) async throws {
        let key = SSHKeyPair(comment: "test")
        let sshd = try await LoopbackSSHD.start(authorizedKeys: [key.publicKeyLine], options: options)
        let local = try TemporaryFolder()
        defer { local.remove() }
        do {
            try await body(Machine(sshd: sshd, key: key, local: local))
        } catch {
            await sshd.end()
            throw error
        }
        await sshd.end()
    }

    var endpoint: SSHEndpoint { endpoint(port: sshd.port) }

    func endpoint(port: Int) -> SSHEndpoint {
        SSHEndpoint(host: "127.0.0.1", port: UInt16(port), user: sshd.user)
    }

    func remotePath(_ name: String) -> String {
        sshd.files.appending(path: name).path
    }

    func localFile(_ name: String) -> URL {
        local.url.appending(path: name)
    }

    @discardableResult
    func connected<Value>(
        port: Int? = nil, trust: HostKeyTrust = .firstUse, timeout: Duration = Patience.limit,
        _ body: (RemoteHost) async throws -> Value
    ) async throws -> Value {
        try await RemoteHost.withConnection(
            to: endpoint(port: port ?? sshd.port), key: key, trust: trust, timeout: timeout, body: body)
    }

    /// Transfers through `proxy`, at most `attempts` connections, without pauses.
    func reconnecting(through proxy: CuttingProxy, attempts: Int) -> RemoteFiles {
        RemoteFiles(
            endpoint: endpoint(port: proxy.port), key: key, fingerprint: sshd.hostKeyFingerprint,
            connectTimeout: Patience.limit, attempts: attempts, pause: { _, _ in })
    }
}
