import Domain
import Foundation
import Glibc
import Providers
import TestSupport
import Testing

/// A machine that is nothing but a folder with a home and a few programs, at a scripted provider.
///
/// Its processes are those of this computer: they carry the mark of a sandbox's machine, which keeps them from ending anything
/// outside the folder.
final class FolderMachine: Sendable {
    /// Answers the launch, and whatever the machine asks later.
    let bed: VastBed
    private let folder: TemporaryFolder
    private let script: String

    static let id = "4711"
    static let key = "key-of-the-machine"

    /// Rents it; `tools` are the programs it has beside a shell's usual ones.
    init(
        _ watchdog: Watchdog, tools: [String] = ["curl"], hasSwitch: Bool = true,
        answer: @escaping @Sendable (ReceivedRequest) -> ScriptedAnswer = { _ in .json("{}") }
    ) async throws {
        bed = try VastBed { $0.path.contains("/asks/") ? .json(#"{"success": true, "new_contract": \#(Self.id)}"#) : answer($0) }
        var request = try VastFixtures.launchRequest()
        request.watchdog = watchdog
        _ = try await bed.provider.launch(request)
        script = try #require(try VastBed.object(bed.server.requests.first)["onstart"] as? String)
        folder = try TemporaryFolder()
        let files = FileManager.default
        for name in ["bin", "home", "elsewhere"] {
            try files.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        for tool in ["sh", "bash", "mkdir", "chmod", "mv", "sleep", "tr", "sed", "setsid"] + tools {
            try files.createSymbolicLink(atPath: folder.path("bin/\(tool)"), withDestinationPath: "/usr/bin/\(tool)")
        }
        // Never the real one: without one of its own the machine finds this.
        try Self.write("#!/bin/sh\n: >\"\(folder.path("elsewhere/was-run"))\"\n", to: folder.path("elsewhere/poweroff"))
        if hasSwitch { try Self.write("#!/bin/sh\necho \"$0\" >>\"\(folder.path("off"))\"\n", to: folder.path("bin/poweroff")) }
        try Self.write(script, to: folder.path("onstart"))
    }

    deinit {
        if let loop, loop > 1, loop != getpid() { kill(-loop, SIGKILL) }
        folder.remove()
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// Runs a command on it.
    func run(_ command: String, shell: String = "sh", knowsItself: Bool = true) async throws -> Program.Outcome {
        let identity = knowsItself ? ["CONTAINER_ID=\(Self.id)", "CONTAINER_API_KEY=\(Self.key)"] : []
        let environment = [
            "HOME=\(folder.path("home"))", "PATH=\(folder.path("bin")):\(folder.path("elsewhere"))",
            "GPU_SANDBOX_MACHINE=\(folder.path("bin"))",
        ]
        return try await Program.run("/usr/bin/env", ["-i"] + environment + identity + ["/bin/\(shell)", "-c", command])
    }

    /// Runs its start script and waits for the loop.
    func start(shell: String = "sh", knowsItself: Bool = true) async throws {
        let outcome = try await run(". \"$HOME/../onstart\"", shell: shell, knowsItself: knowsItself)
        try #require(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
        try #require(try await Patience.sees { loop != nil && deadline != nil }, "no loop came up")
    }

    /// Ends the loop as a restart of the machine does.
    func killLoop() async throws {
        let pid = try #require(loop)
        kill(-pid, SIGKILL)
        try #require(try await Patience.sees { !Self.lives(pid) }, "the loop lives on")
    }

    /// The loop that the machine's file names.
    var loop: pid_t? { text("home/.gpu-shopper/watchdog")?.split(separator: " ").first.flatMap { pid_t($0) } }

    /// The line with the deadline.
    var deadline: String? { text("home/.gpu-shopper/deadline") }

    /// Puts something in the place of a file in the folder of the deadline.
    func replace(_ name: String, with content: String) throws {
        let path = folder.path("home/.gpu-shopper/\(name)")
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    /// Takes the file with the deadline away; in its place comes a folder, if wanted.
    func removeDeadline(leaving folderInstead: Bool) throws {
        let path = folder.path("home/.gpu-shopper/deadline")
        try FileManager.default.removeItem(atPath: path)
        if folderInstead { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }
    }

    /// Whether the machine's own switch was used.
    var isOff: Bool { text("off") != nil }

    /// Whether a command outside the machine was run.
    var reachedOut: Bool { text("elsewhere/was-run") != nil }

    /// What the machine asked its provider for, in order.
    var asked: [ReceivedRequest] { bed.server.requests.filter { $0.path.hasPrefix("/api/v0/instances/") } }

    /// Whether the loop is in the pause after it did what it could.
    var hasTried: Bool {
        guard let loop, let children = try? String(contentsOfFile: "/proc/\(loop)/task/\(loop)/children", encoding: .utf8) else {
            return false
        }
        return children.split(separator: " ").contains { child in
            FileManager.default.contents(atPath: "/proc/\(child)/cmdline") == Data("sleep\u{0}10\u{0}".utf8)
        }
    }

    static func lives(_ pid: pid_t) -> Bool {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
        return !String(decoding: stat, as: UTF8.self).contains(") Z ")
    }

    private func text(_ name: String) -> String? { try? String(contentsOfFile: folder.path(name), encoding: .utf8) }
}
