import Foundation
import TestSupport
import Testing

/// Where one person works with `gpu-shopper`: a folder, a database, settings, nothing of this machine's.
struct Shopper: Sendable {
    let folder: URL
    var settings: [String: String]

    /// Settings for a marketplace at `address` that make waits short.
    init(folder: URL, address: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        settings = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path,
            "DATABASE_PATH": folder.appending(path: "shop.db").path,
            "GPU_SHOPPER_HOME": BenchMachine.root.path,
            "VASTAI_API_KEY": "test-key", "VASTAI_BASE_URL": address, "VASTAI_SSH_USER": NSUserName(),
            "VASTAI_REQUESTS_PER_SECOND": "50", "SSH_CHECK_INTERVAL": "1s", "TEARDOWN_CONFIRM_INTERVAL": "300ms",
        ]
    }

    /// Where its database lies.
    var database: String { settings["DATABASE_PATH"] ?? "" }

    /// The collected archives, by name.
    func archives() throws -> [String] {
        let archives = folder.appending(path: "archives")
        guard FileManager.default.fileExists(atPath: archives.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: archives.path).sorted()
    }

    /// Starts a command; `wrapper` goes before the program's path.
    func start(_ arguments: [String], wrapper: [String] = []) throws -> RunningProgram {
        try RunningProgram(
            wrapper + [try BuiltProgram.shopper.path] + arguments, environment: settings, folder: folder)
    }

    /// Runs a command to its end.
    func run(_ arguments: String..., at location: SourceLocation = #_sourceLocation) async throws -> Finished {
        try await start(arguments).end(at: location)
    }

    /// Starts a small benchmark.
    func startBench(_ more: [String] = [], duration: String = "1s", wrapper: [String] = []) throws -> RunningProgram {
        try start(
            ["bench", "run", "--model", Self.model, "--duration", duration, "-o", "json"] + more, wrapper: wrapper)
    }

    /// Runs a small benchmark to its end.
    func bench(_ more: String..., at location: SourceLocation = #_sourceLocation) async throws -> Finished {
        try await startBench(more).end(at: location)
    }

    /// Continues what is unfinished.
    func resume(at location: SourceLocation = #_sourceLocation) async throws -> Finished {
        try await run("bench", "resume", "-o", "json", at: location)
    }

    /// Results of our own sessions, as `benchmarks list` has them.
    func measured() async throws -> [String] {
        struct Listing: Decodable {
            struct Result: Decodable {
                let id: String
                let source: String
            }
            let benchmarks: [Result]
        }
        let listed = try await run("benchmarks", "list", "--limit", "200", "-o", "json")
        try #require(listed.status == 0, listed.all)
        let results = try JSONDecoder().decode(Listing.self, from: Data(listed.output.utf8)).benchmarks
        return results.filter { $0.source == "measured" }.map(\.id)
    }

    /// Small and fast, so that a run takes little of the tests' time.
    static let model = "qwen2.5:0.5b"

    /// A duration that no test outlasts: who asks for it ends the benchmark, by its `stop` file or otherwise.
    static let endless = "900s"
}
