import Foundation
import Glibc
import TestSupport
import Testing

/// A make-believe rented machine in a temporary folder: fake Ollama, fake `nvidia-smi`, and the real script.
struct BenchMachine: Sendable {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let script = root.appending(path: "bench-scripts/ollama-bench.sh").path
    static let fakeServer = root.appending(path: "Tests/Clients/fake_ollama.py").path

    let folder: URL
    var out: URL { folder.appending(path: "out") }
    var environment: [String: String]
    private var ollamaPort: ReservedPort?

    private init(folder: URL, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// Runs `body` with a machine and takes everything down again.
    ///
    /// Without a server, `OLLAMA_HOST` names a port at which nobody listens.
    static func with(
        _ fake: FakeOllama? = .ready, gpus: FakeGPUs = .one, _ body: (inout BenchMachine) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        let bin = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var machine = BenchMachine(
            folder: folder,
            environment: [
                "HOME": folder.path, "PATH": "\(bin.path):\(path)", "MODEL": "qwen2:7b", "DURATION": "1",
                "OUT": folder.appending(path: "out").path, "OLLAMA_HOST": "127.0.0.1:1",
                "GPU_WAIT": "0", "TOOLS_WAIT": "0",
            ])
        try machine.install(
            "nvidia-smi", gpus.script(counter: folder.appending(path: "nvidia-smi.calls").path))
        var server: RunningScript?
        if var fake {
            fake.log = folder.appending(path: "server.log").path
            fake.gate = machine.gate.path
            let port = folder.appending(path: "port")
            let started = try machine.start(["python3", fakeServer, try machine.configuration(fake), port.path])
            server = started
            try await waitUntil("the fake server listens") { FileManager.default.fileExists(atPath: port.path) }
            machine.environment["OLLAMA_HOST"] = "127.0.0.1:\(try String(contentsOf: port, encoding: .utf8))"
        }
        defer { server?.signal(SIGKILL) }
        try await body(&machine)
    }

    /// Moves the machine to an Ollama port at which nobody listens until the script starts a server there.
    mutating func useFreePort() throws {
        let port = try ReservedPort()
        environment["OLLAMA_HOST"] = "127.0.0.1:\(port.number)"
        ollamaPort = port
    }

    /// Waits until `status.json` names a stage; a script that ended, or that is somewhere else, is shown.
    func reaches(_ stage: String, in running: RunningScript, at location: SourceLocation = #_sourceLocation) async throws {
        let isThere = try await Patience.sees(every: .milliseconds(20)) { self.stage() == stage || !running.isRunning }
        guard isThere, self.stage() == stage else {
            Issue.record("in stage \(self.stage() ?? "none"), not \(stage): \(try running.text())", sourceLocation: location)
            return
        }
    }

    /// Lets requests go on that the fake server holds in mode `gate`: once a file of the archive has so many lines, or
    /// the script is over.
    func openGate(after count: Int, linesOf name: String, in running: RunningScript) async throws {
        try await waitUntil("\(count) lines of \(name)") {
            if !running.isRunning { return true }
            return try has(name) && lines(name).count >= count
        }
        try Data().write(to: gate)
    }

    private var gate: URL { folder.appending(path: "gate") }

    func configuration(_ fake: FakeOllama) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let file = folder.appending(path: "fake.json")
        try encoder.encode(fake).write(to: file)
        return file.path
    }

    /// Puts a command first on the script's path.
    func install(_ name: String, _ text: String) throws {
        let file = folder.appending(path: "bin/\(name)")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    func start(_ arguments: [String], with settings: [String: String] = [:]) throws -> RunningScript {
        try RunningScript(
            arguments, environment: environment.merging(settings) { $1 }, folder: folder,
            output: folder.appending(path: "output-\(UUID().uuidString)"))
    }

    func startScript(with settings: [String: String] = [:]) throws -> RunningScript {
        try start(["bash", Self.script], with: settings)
    }

    /// Runs the script to its end: exit status and everything it said.
    func runScript(with settings: [String: String] = [:]) async throws -> (status: Int32, said: String) {
        let running = try startScript(with: settings)
        let status = await running.exitStatus()
        return (status, try running.text())
    }
}
