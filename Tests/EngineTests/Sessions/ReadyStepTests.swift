import Domain
import Foundation
import SSH
import Storage
import TestSupport
import Testing

@testable import Engine

/// A machine that is a real sshd with an `nvidia-smi` of the test's own.
@Suite(.enabled(if: LoopbackSSHD.isAvailable)) struct ReadyStepTests {
    private func run(nvidiaSMI script: String, _ check: (Session, Bed) async throws -> Void) async throws {
        try await Bed.use { bed in
            let tools = bed.folder.url.appending(path: "tools")
            try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
            let program = tools.appending(path: "nvidia-smi")
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            let sshd = try await LoopbackSSHD.start(
                authorizedKeys: [bed.key.publicKeyLine], options: ["SetEnv PATH=\(tools.path):/usr/bin:/bin"])
            defer { sshd.stop() }
            bed.provider.script {
                $0.fresh = { machine in
                    machine.phase = .running
                    machine.ssh = SSHAddress(host: "127.0.0.1", port: sshd.port, user: sshd.user)
                }
            }
            let session = try await bed.run()
            #expect(session.attempts[0].hostKeyFingerprint == sshd.hostKeyFingerprint)
            #expect(bed.provider.machines.isEmpty)
            try await check(session, bed)
        }
    }

    @Test func `a machine with another GPU than was sold is ended before anything is pulled`() async throws {
        try await run(nvidiaSMI: "echo '24576, 570.124.06, NVIDIA GeForce RTX 3090'") { session, bed in
            #expect(session.failure?.code == .wrongHardware)
            #expect(session.failure?.message.contains("vastai-1 is not what was sold") == true)
            #expect(session.failure?.message.contains("3090") == true)
            let events = try await bed.events(of: session.id)
            #expect(events.contains("ssh_answered") && !events.contains("benchmark_started"))
        }
    }

    @Test func `a machine whose driver does not work is given some time, then ended`() async throws {
        try await run(nvidiaSMI: "echo 'NVIDIA-SMI has failed' >&2; exit 9") { session, _ in
            #expect(session.failure?.code == .wrongHardware)
            #expect(session.failure?.message == "nvidia-smi does not work on the machine: NVIDIA-SMI has failed")
        }
    }
}
