import Domain
import Foundation
import Glibc
import SSH
import TestSupport

@testable import Engine

/// A machine with GPUs that is nothing but a folder: its `nvidia-smi` says what a test wants, and its `sleep` is short.
struct GPUFolder {
    let folder: TemporaryFolder
    private let shell: String

    init(shell: String = "sh") throws {
        self.shell = shell
        folder = try TemporaryFolder()
        for name in ["bin", "home"] {
            try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: false)
        }
        try FileManager.default.createSymbolicLink(atPath: folder.path("bin/sh"), withDestinationPath: "/bin/\(shell)")
        try program("sleep", "exec /bin/sleep 0.05")
        try program("nvidia-smi", "case $1 in -q) cat '\(folder.path("samples"))' ;; *) cat '\(folder.path("moment"))' ;; esac")
        try gpus(moment: "0\n0\n", mean: 0)
    }

    private func program(_ name: String, _ text: String) throws {
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: folder.url.appending(path: "bin/\(name)"))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("bin/\(name)"))
    }

    /// What its driver says from now on; without a mean it keeps no samples.
    func gpus(moment: String, mean: Int?) throws {
        let samples = mean.map {
            RealH100.samplesWhenIdle.replacing("Avg                                            : 1 %", with: "Avg : \($0) %")
        }
        try Data((samples ?? "    GPU Utilization Samples\n        Avg    : N/A\n").utf8)
            .write(to: folder.url.appending(path: "samples"), options: .atomic)
        try Data(moment.utf8).write(to: folder.url.appending(path: "moment"), options: .atomic)
    }

    /// Leaves a loop's line behind; `BOOT` is this boot, `NOW` the uptime.
    func leave(_ line: String) throws {
        let home = folder.url.appending(path: "home/.gpu-shopper")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8).trimmingCharacters(
            in: .whitespacesAndNewlines)
        let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8).prefix { $0 != "." }
        let text = line.replacing("BOOT", with: boot).replacing("NOW", with: uptime)
        try Data(text.utf8).write(to: home.appending(path: "gpus"))
    }

    /// Looks at it as the server does.
    func look() async throws -> IdleReading {
        let outcome = try await Program.run(
            "/usr/bin/env",
            ["-i", "HOME=\(folder.path("home"))", "PATH=\(folder.path("bin")):/usr/bin:/bin", "sh", "-c", IdleProbe.command.line])
        let output = CommandOutput(status: outcome.status, stdout: Data(outcome.output.utf8), stderr: Data(outcome.errors.utf8))
        return IdleProbe.reading(output, after: IdleReading(), at: .now)
    }

    /// For how many seconds its GPUs did nothing.
    func watched() async throws -> Double {
        try await look().idleSince.map { Date.now.timeIntervalSince($0).rounded(.down) } ?? 0
    }

    private var words: [Substring] {
        ((try? String(contentsOfFile: folder.path("home/.gpu-shopper/gpus"), encoding: .utf8)) ?? "").split(whereSeparator: \.isWhitespace)
    }

    /// The loop that wrote last.
    var loop: pid_t? { words.count == 4 ? pid_t(words[3]) : nil }

    /// Whether the loop saw work in its last reading.
    var spanIsEmpty: Bool { words.count == 4 && words[0] == words[1] }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder.path("home/.gpu-shopper/asked"))
        if let loop, loop > 1 { kill(loop, SIGKILL) }
        folder.remove()
    }
}
