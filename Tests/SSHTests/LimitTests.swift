import Foundation
import SSH
import TestSupport
import Testing

/// A bound on everything that is done over one connection, however busy it is.
@Suite(.enabled(if: LoopbackSSHD.isAvailable)) struct LimitTests {
    @Test func `a connection that is never idle ends at its limit`() async throws {
        try await Machine.use { machine in
            let error = await #expect(throws: SSHError.self) {
                try await RemoteHost.withConnection(
                    to: machine.endpoint, key: machine.key, trust: .firstUse, limit: .milliseconds(500)
                ) { host in
                    _ = try await host.run(ShellCommand("yes"), timeout: .seconds(600), outputLimit: 10)
                }
            }
            guard case .timedOut = error else {
                Issue.record("\(String(describing: error)) instead of a time-out")
                return
            }
        }
    }
}
