import Foundation
import SSH
import TestSupport
import Testing

@Suite(.enabled(if: LoopbackSSHD.isAvailable, "sshd is not installed"))
struct ConnectionTests {
    @Test func `the first use reports the fingerprint of the host key and the methods`() async throws {
        try await Machine.use { machine in
            try await machine.connected { host in
                #expect(await host.hostKeyFingerprint == machine.sshd.hostKeyFingerprint)
                let methods = try #require(await host.methods)
                #expect(methods.hostKey == "ssh-ed25519")
                #expect(methods.serverBanner.hasPrefix("SSH-2.0-OpenSSH"))
                for name in [methods.keyExchange, methods.cipher, methods.authenticationCode] {
                    #expect(!name.isEmpty)
                }
            }
        }
    }

    @Test func `the pinned host key is accepted and another one refused with both names`() async throws {
        try await Machine.use { machine in
            let pinned = machine.sshd.hostKeyFingerprint
            try await machine.connected(trust: .pinned(pinned)) { _ in }
            let other = SSHKeyPair().fingerprint
            await #expect(throws: SSHError.hostKeyChanged(machine.endpoint, pinned: other, presented: pinned)) {
                try await machine.connected(trust: .pinned(other)) { _ in }
            }
            let words = SSHError.hostKeyChanged(machine.endpoint, pinned: other, presented: pinned).message
            #expect(words.contains(other))
            #expect(words.contains(pinned))
        }
    }

    @Test func `a key the server does not know is rejected as such`() async throws {
        try await Machine.use { machine in
            let error = await #expect(throws: SSHError.self) {
                try await RemoteHost.withConnection(
                    to: machine.endpoint, key: SSHKeyPair(), trust: .firstUse, timeout: Patience.limit
                ) { _ in }
            }
            #expect(error == .authenticationRejected(machine.endpoint, user: machine.sshd.user))
            #expect(error?.isAuthenticationRejection == true)
            #expect(error?.isWorthRetrying == false)
        }
    }

    @Test func `OpenSSH's client logs in with our key`() async throws {
        try await Machine.use { machine in
            let file = machine.local.path("id")
            #expect(
                FileManager.default.createFile(
                    atPath: file, contents: Data(machine.key.openSSHPrivateKey.utf8),
                    attributes: [.posixPermissions: 0o600]))
            let outcome = try await Program.run(
                "/usr/bin/ssh",
                [
                    "-F", "none", "-i", file, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
                    "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                    "-p", "\(machine.sshd.port)", "\(machine.sshd.user)@127.0.0.1", "echo hello",
                ])
            #expect(outcome.output == "hello\n", "\(outcome.errors)")
        }
    }

    @Test func `a port where nothing listens is refused`() async throws {
        let endpoint = SSHEndpoint(host: "127.0.0.1", port: UInt16(try ReservedPort.refusing()))
        let error = await failure(endpoint)
        #expect(error == .refused(endpoint))
        #expect(error?.isWorthRetrying == true)
    }

    @Test func `a name without address says so`() async throws {
        // A part longer than a name's can be: no resolver asks the network, which may answer late or never.
        let name = String(repeating: "x", count: 64) + ".invalid"
        let error = await failure(SSHEndpoint(host: name))
        guard case .cannotResolve(let host, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(host == name)
        #expect(error?.isWorthRetrying == true && error?.isFinal == false, "a network that comes back resolves no names at first")
    }

    @Test func `a peer that hangs up before or within the key exchange is cut, not unauthorized`() async throws {
        try await Machine.use { machine in
            let plans: [CuttingProxy.Behaviour] =
                [.closeAtOnce, .resetAtOnce] + [1, 10, 41, 60, 700, 1200, 1300].map { .cut(afterBytesFromServer: $0) }
            for plan in plans {
                let proxy = try CuttingProxy(to: machine.sshd.port, plan)
                defer { proxy.stop() }
                let error = await failure(machine.endpoint(port: proxy.port), key: machine.key)
                #expect(error == .handshakeCut(machine.endpoint(port: proxy.port)), "\(plan)")
                #expect(error?.isWorthRetrying == true)
            }
        }
    }

    @Test func `a peer that accepts and stays silent times out in the handshake`() async throws {
        let proxy = try CuttingProxy(to: 1, .silence)
        defer { proxy.stop() }
        let endpoint = SSHEndpoint(host: "127.0.0.1", port: UInt16(proxy.port))
        let error = await failure(endpoint, timeout: .milliseconds(400))
        #expect(error == .timedOut(endpoint, phase: .handshake))
    }

    @Test func `a peer that speaks HTTP is not taken for a rejected key`() async throws {
        let server = try LoopbackServer { _ in .html(status: 400) }
        defer { server.stop() }
        let endpoint = SSHEndpoint(host: "127.0.0.1", port: UInt16(server.port))
        let error = await failure(endpoint, timeout: .seconds(1))
        #expect(error?.isAuthenticationRejection == false)
    }

    @Test func `a server without a method in common is a protocol failure that is not retried`() async throws {
        try await Machine.use(options: ["Ciphers aes256-gcm@openssh.com"]) { machine in
            let error = await failure(machine.endpoint, key: machine.key)
            guard case .protocolFailure = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isWorthRetrying == false)
        }
    }

    @Test func `a closed connection answers every later call as lost`() async throws {
        try await Machine.use { machine in
            let host = try await machine.connected { $0 }
            await #expect(throws: SSHError.connectionLost(machine.endpoint)) {
                try await host.run(ShellCommand("true"))
            }
        }
    }

    @Test func `cancelling while the peer is silent returns`() async throws {
        let proxy = try CuttingProxy(to: 1, .silence)
        defer { proxy.stop() }
        let endpoint = SSHEndpoint(host: "127.0.0.1", port: UInt16(proxy.port))
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await RemoteHost.withConnection(
                        to: endpoint, key: SSHKeyPair(), trust: .firstUse, timeout: .seconds(600)
                    ) { _ in }
                }
                #expect(try await Patience.sees { proxy.connections > 0 })
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    private func failure(
        _ endpoint: SSHEndpoint, key: SSHKeyPair = SSHKeyPair(), timeout: Duration = Patience.limit
    ) async -> SSHError? {
        await #expect(throws: SSHError.self) {
            try await RemoteHost.withConnection(to: endpoint, key: key, trust: .firstUse, timeout: timeout) { _ in }
        }
    }
}
