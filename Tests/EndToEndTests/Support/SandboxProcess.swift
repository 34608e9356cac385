import Foundation
import Glibc
import TestSupport
import Testing

/// The built sandbox, running on a port of its own.
struct SandboxProcess: Sendable {
    let port: Int
    private let program: RunningProgram

    /// Starts it in `folder` and waits for its line.
    static func start(in folder: URL, _ options: [String] = []) async throws -> SandboxProcess {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = try RunningProgram(
            [try BuiltProgram.sandbox.path, "--port", "0", "--data", folder.appending(path: "sandbox").path] + options,
            environment: [
                "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path, "TMPDIR": folder.path,
            ],
            folder: folder)
        do {
            try await eventually("the sandbox's line") {
                if program.status != nil { throw NotWithinTime(what: "the sandbox ended: \(program.saidErrors)") }
                return program.saidOutput.hasSuffix("\n")
            }
        } catch {
            program.signal(SIGKILL)
            throw error
        }
        let digits = program.saidOutput.split(separator: ":").last?.dropLast()
        return SandboxProcess(port: try #require(digits.flatMap { Int($0) }), program: program)
    }

    /// What `VASTAI_BASE_URL` is for it.
    var address: String { Self.address(port: port) }

    /// The same for whatever passes calls on to one.
    static func address(port: Int) -> String { "http://127.0.0.1:\(port)/vastai" }

    /// Makes something go wrong.
    func fault(_ json: String) async throws { _ = try await call("POST", "faults", json) }

    /// Nothing goes wrong any more.
    func clearFaults() async throws { _ = try await call("DELETE", "faults") }

    /// A machine vanishes behind everybody's back.
    func remove(_ machine: String) async throws { _ = try await call("DELETE", "instances/vastai/\(machine)") }

    /// Somebody edits a template, which gives it the hash that is returned.
    func edit(template hash: String) async throws -> String {
        let answer = try await call("POST", "templates/\(hash)/edit")
        return try JSONDecoder().decode([String: String].self, from: Data(answer.utf8))["hash_id"] ?? ""
    }

    /// What is there.
    func state() async throws -> SandboxState {
        try JSONDecoder().decode(SandboxState.self, from: Data(try await call("GET", "state").utf8))
    }

    /// Waits until its state is as wished.
    func reaches(
        _ what: String, at location: SourceLocation = #_sourceLocation, _ wish: (SandboxState) -> Bool
    ) async throws {
        try await eventually(what, at: location) { wish(try await state()) }
    }

    /// Waits until the faults put up struck so often together, or struck out.
    func strikes(_ times: Int, at location: SourceLocation = #_sourceLocation) async throws {
        struct Faults: Decodable {
            struct Fault: Decodable {
                let times: Int?
                let remaining: Int?
            }
            let faults: [Fault]
        }
        try await eventually("\(times) strikes of the fault", at: location) {
            let faults = try JSONDecoder().decode(Faults.self, from: Data(try await call("GET", "faults").utf8)).faults
            let total = faults.reduce(0) { $0 + ($1.times ?? 0) - ($1.remaining ?? 0) }
            return faults.isEmpty || total >= times
        }
    }

    /// Ends it as a person does, and all its machines with it.
    func stop() async throws -> Int32 {
        program.signal(SIGTERM)
        return try await program.end().status
    }

    /// It takes calls from now on, and answers none.
    func pause() { program.signal(SIGSTOP) }

    /// It answers again.
    func goOn() { program.signal(SIGCONT) }

    /// Ends it at once.
    func kill() { program.signal(SIGKILL) }

    private func call(_ method: String, _ path: String, _ body: String? = nil) async throws -> String {
        var command = ["-q", "-sS", "-f", "--noproxy", "*", "--max-time", "120", "-X", method]
        if let body { command += ["-H", "Content-Type: application/json", "--data-raw", body] }
        let done = try await Program.run("/usr/bin/curl", command + ["http://127.0.0.1:\(port)/_sandbox/\(path)"])
        try #require(done.status == 0, "\(method) \(path) \(body ?? ""): \(done.errors)")
        return done.output
    }
}
