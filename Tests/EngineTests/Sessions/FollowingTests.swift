import Domain
import Foundation
import SSH
import Storage
import TestSupport
import Testing

@testable import Engine

/// Following a benchmark on a real `sshd` whose connections break.
@Suite(.enabled(if: LoopbackSSHD.isAvailable, "OpenSSH's server is not installed"), .timeLimit(.minutes(5)))
struct FollowingTests {
    /// What the server runs for each command: it counts them, breaks the connection at the fifth and ends the benchmark later.
    private static func script(_ folder: String) -> String {
        """
        cd '\(folder)' || exit 1
        n=$(($(cat n 2>/dev/null || echo 0) + 1))
        echo "$n" >n
        if [ "$n" -eq 5 ]; then
            p=$PPID
            until grep -q notty "/proc/$p/cmdline"; do p=$(sed 's/.*) //' "/proc/$p/stat" | cut -d' ' -f2); done
            kill -9 "$p"
        fi
        [ "$n" -lt 7 ] || echo done >"$(ls -d */benchmark_*)/complete"
        exec sh -c "$SSH_ORIGINAL_COMMAND"

        """
    }

    @Test func `a connection that breaks after a long quiet time is made anew, and the benchmark goes on`() async throws {
        try await Bed.use { bed in
            var bed = bed
            // Five looks are longer than the machine may be out of reach.
            bed.deadlines.benchmarkPoll = .seconds(30)
            bed.deadlines.outOfReach = .seconds(60)
            let home = bed.folder.url.appending(path: "machine")
            let force = bed.folder.path("force.sh")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            try Data(Self.script(home.path).utf8).write(to: URL(filePath: force))
            let sshd = try await LoopbackSSHD.start(
                authorizedKeys: [bed.key.publicKeyLine], options: ["ForceCommand /bin/sh '\(force)'"])
            do {
                let claim = try await benchmarking(on: sshd, in: bed, home: home)
                let after = try await BenchmarkingStep(worker: bed.worker()).run(claim)
                #expect(after.session.state.step == .collecting)
                #expect(after.session.failure == nil)
                #expect(sshd.log.components(separatedBy: "Accepted publickey").count == 3, "\(sshd.log)")
            } catch {
                await sshd.end()
                throw error
            }
            await sshd.end()
        }
    }

    /// A session whose benchmark runs on `sshd`, with the files it would have written.
    private func benchmarking(on sshd: LoopbackSSHD, in bed: Bed, home: URL) async throws -> SessionClaim {
        var claim = try await bed.open()
        let now = bed.time.now
        let id = claim.session.id
        func apply(_ event: SessionEvent, _ change: @escaping @Sendable (inout Session) -> Void = { _ in }) async throws {
            claim = try await bed.store.apply(event, to: claim, at: now, deadline: now + 3600, updating: change)
        }
        try await apply(.launchIntended) {
            $0.attempts.append(Attempt(session: id, ordinal: 1, offer: Samples.offer(), label: "gpu-shopper-x", intendedAt: now))
        }
        bed.provider.add(Samples.machine("m7", label: "gpu-shopper-x"))
        try await apply(.launchAccepted) { session in
            session.updateCurrentAttempt {
                $0.instance = InstanceID(provider: .vastai, local: "m7")
                $0.acceptedAt = now
                $0.ssh = SSHAddress(host: "127.0.0.1", port: sshd.port, user: sshd.user)
                $0.hostKeyFingerprint = sshd.hostKeyFingerprint
            }
        }
        try await apply(.sshAnswered)
        try await apply(.benchmarkStarted)
        let archive = home.appending(path: RemotePaths(session: claim.session).archive)
        try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: true)
        let pid = ProcessInfo.processInfo.processIdentifier
        let status = #"{"pid":\#(pid),"stage":"measure","requests":7,"errors":0,"tokens":896,"eval_ns":8960000000,"message":""}"#
        try Data(status.utf8).write(to: archive.appending(path: "status.json"))
        try Data("\(Int(Date().timeIntervalSince1970) + 600)\n".utf8).write(to: archive.appending(path: "heartbeat"))
        return claim
    }
}
