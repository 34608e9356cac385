import Domain
import Foundation
package import SSH

/// How a session's machine is reached: its address, its key, its pinned host key.
package struct RemoteMachine: Sendable {
    /// Where it answers.
    package let endpoint: SSHEndpoint
    /// What opens it.
    package let key: SSHKeyPair
    /// Which host key it must show.
    package let trust: HostKeyTrust

    init(address: SSHAddress, key: SSHKeyPair, fingerprint: String?) throws {
        guard let port = UInt16(exactly: address.port) else {
            throw Problem(.badResponse, "the provider gave port \(address.port) for SSH")
        }
        endpoint = SSHEndpoint(host: address.host, port: port, user: address.user)
        self.key = key
        trust = fingerprint.map { .pinned($0) } ?? .firstUse
    }
}
