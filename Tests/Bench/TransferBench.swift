import Foundation
import SSH
import TestSupport

/// Downloads by our SSH library and by OpenSSH's `sftp`, in turn, from the same server.
///
/// Both times are those of the whole errand: connecting, logging in, transferring; ours ends when the file is on
/// the disk. `sftp` compares nothing, so where we compare the SHA-256 of both ends it is followed by `sha256sum`.
struct TransferBench {
    let folder: URL
    let megabytes: Int
    let seed: UInt64

    func run(_ report: (Measurement) -> Void) async throws {
        let key = SSHKeyPair(comment: "gpu-bench")
        let identity = folder.appending(path: "identity")
        try Data(key.openSSHPrivateKey.utf8).write(to: identity)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: identity.path)
        let sshd = try await LoopbackSSHD.start(authorizedKeys: [key.publicKeyLine])
        defer { sshd.stop() }

        let large = sshd.files.appending(path: "large")
        try noise(megabytes).write(to: large)
        let small = sshd.files.appending(path: "small")
        try noise(megabytes / 4).write(to: small)

        let direct = Line(port: sshd.port, user: sshd.user, key: key, identity: identity.path)
        let size = "SFTP download of \(megabytes) MB"
        report(try await compare(direct, large, what: size, megabytes: megabytes, rounds: 5, budget: 0.9))
        report(
            try await compare(
                direct, large, what: "  with the hashes of both ends compared", megabytes: megabytes, rounds: 5,
                checksHash: true))

        let proxy = try CuttingProxy(to: sshd.port, .delay(roundTrip: .milliseconds(100)))
        defer { proxy.stop() }
        let slow = Line(port: proxy.port, user: sshd.user, key: key, identity: identity.path)
        report(
            try await compare(
                slow, small, what: "  \(megabytes / 4) MB, 100 ms round trip", megabytes: megabytes / 4, rounds: 2, budget: 1))
    }

    private struct Line {
        let port: Int
        let user: String
        let key: SSHKeyPair
        let identity: String
    }

    private func compare(
        _ line: Line, _ file: URL, what: String, megabytes: Int, rounds: Int, budget: Double? = nil,
        checksHash: Bool = false
    ) async throws -> Measurement {
        var (ours, theirs) = (Duration.seconds(3600), Duration.seconds(3600))
        // In turn, so that whatever else the machine does falls on both.
        for _ in 0..<rounds {
            theirs = min(theirs, try sftp(line, file, checksHash: checksHash))
            ours = min(ours, try await download(line, file, TransferOptions(checksHash: checksHash)))
        }
        let ratio = theirs / ours
        return Measurement(
            what: what, measured: rate(megabytes, ours), yardstick: "\(rate(megabytes, theirs)), sftp\(checksHash ? " and sha256sum" : "")",
            ratio: ratio, budget: budget.map { ">= \(Measurement.fixed($0, 1))" } ?? "", isMet: budget.map { ratio >= $0 })
    }

    private func download(_ line: Line, _ file: URL, _ options: TransferOptions) async throws -> Duration {
        let target = folder.appending(path: "ours")
        defer { try? FileManager.default.removeItem(at: target) }
        let start = ContinuousClock.now
        let endpoint = SSHEndpoint(host: "127.0.0.1", port: UInt16(line.port), user: line.user)
        try await RemoteHost.withConnection(to: endpoint, key: line.key, trust: .firstUse) { host in
            _ = try await host.download(file.path, to: target, options: options)
        }
        return ContinuousClock.now - start
    }

    private func sftp(_ line: Line, _ file: URL, checksHash: Bool) throws -> Duration {
        let target = folder.appending(path: "theirs")
        defer { try? FileManager.default.removeItem(at: target) }
        let arguments = [
            "-q", "-F", "/dev/null", "-P", "\(line.port)", "-i", line.identity, "-o", "IdentitiesOnly=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "\(line.user)@127.0.0.1:\(file.path)", target.path,
        ]
        let path = ["PATH": "/usr/bin:/bin"]
        let transfer = try TimedProgram.run("/usr/bin/sftp", arguments, environment: path).wall
        guard checksHash else { return transfer }
        return transfer + (try TimedProgram.run("/usr/bin/sha256sum", [file.path, target.path], environment: path).wall)
    }

    private func rate(_ megabytes: Int, _ duration: Duration) -> String {
        "\(Measurement.fixed(Double(megabytes) / (duration / .seconds(1)), 0)) MB/s"
    }

    /// Bytes that do not compress.
    private func noise(_ megabytes: Int) -> Data {
        var random = SeededGenerator(seed: seed)
        var words: [UInt64] = []
        words.reserveCapacity(megabytes * 125_000)
        for _ in 0..<megabytes * 125_000 { words.append(random.next()) }
        return unsafe words.withUnsafeBytes { unsafe Data($0) }
    }
}
