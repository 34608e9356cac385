import Foundation
import TestSupport
import Testing

/// Where one person types commands: an own folder, an own home, own settings, nothing of this machine's.
struct Desk: Sendable {
    let folder: URL
    var settings: [String: String] = [:]

    /// Where commands are typed; holds no `data` and no `.env`.
    var work: URL { folder.appending(path: "desk") }
    var home: URL { folder.appending(path: "home") }
    /// Where the database lies when nothing says otherwise.
    var usualDatabase: URL { home.appending(path: ".local/share/gpu-shopper/gpu-shopper.db") }

    /// Runs `body` at a fresh desk and clears it away.
    static func use(_ body: (inout Desk) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var desk = Desk(folder: folder.url)
        for place in [desk.work, desk.home] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        try await body(&desk)
    }

    /// The same with a marketplace, machines that boot at once, and the settings that lead there.
    static func atMarket(_ options: String..., body: (inout Desk, SandboxProcess) async throws -> Void) async throws {
        try await Slots.shared.holding {
            try await use { desk in
                let market = try await SandboxProcess.start(in: desk.folder, ["--boot-seconds", "0"] + options)
                desk.settings = [
                    "VASTAI_BASE_URL": market.address, "VASTAI_API_KEY": "test-key", "VASTAI_SSH_USER": NSUserName(),
                    // The sandbox takes any number of calls; the pace of a real account would only cost time.
                    "VASTAI_REQUESTS_PER_SECOND": "100", "TEARDOWN_CONFIRM_INTERVAL": "100ms",
                ]
                do {
                    try await body(&desk, market)
                } catch {
                    _ = try await market.stop()
                    throw error
                }
                _ = try await market.stop()
            }
        }
    }

    /// Runs `gpu-shopper` to its end.
    func shop(_ arguments: String..., with extra: [String: String] = [:]) async throws -> Finished {
        try await start([try BuiltProgram.shopper.path] + arguments, with: extra).end()
    }

    /// Runs `benchmark-loader` to its end.
    func load(_ arguments: String..., with extra: [String: String] = [:]) async throws -> Finished {
        try await start([try Self.loader] + arguments, with: extra).end()
    }

    /// Runs lines of shell; `$shop` and `$load` are the programs.
    func shell(_ lines: String) async throws -> Finished {
        let programs = ["shop": try BuiltProgram.shopper.path, "load": try Self.loader]
        return try await start(["/bin/bash", "-c", lines], with: programs).end()
    }

    /// Starts a command and does not wait.
    func start(_ words: [String], with extra: [String: String] = [:]) throws -> RunningProgram {
        let usual = ["HOME": home.path, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin", "TMPDIR": folder.path]
        let change = ["/usr/bin/env", "-C", work.path]
        return try RunningProgram(
            change + words, environment: usual.merging(settings) { $1 }.merging(extra) { $1 }, folder: folder)
    }

    private static var loader: String {
        get throws {
            URL(filePath: try BuiltProgram.shopper.path).deletingLastPathComponent().appending(path: "benchmark-loader").path
        }
    }
}
