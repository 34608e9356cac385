import Foundation
import Glibc
import TestSupport
import Testing

/// The built program with a folder of its own for temporary files, where it puts its data unless told otherwise.
final class HousedSandbox: Sendable {
    let client: SandboxClient
    private let process: ChildWatch

    /// Starts it and waits for its line.
    init(in folder: String) async throws {
        let program = try #require(SandboxProcess.program, "gpu-sandbox was not built beside the tests")
        let output = "\(folder)/out-\(UUID().uuidString)"
        let process = ChildWatch(
            try ChildProcess(
                "/usr/bin/env", ["TMPDIR=\(folder)", program, "--port", "0", "--boot-seconds", "0"], output: output, errors: "/dev/null"))
        func port() -> Int? {
            let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
            return text.hasSuffix("\n") ? text.split(separator: ":").last.flatMap { Int($0.dropLast()) } : nil
        }
        let isDecided = try await Patience.sees(every: .milliseconds(50)) { port() != nil || process.status != nil }
        self.process = process
        client = SandboxClient(port: try #require(isDecided ? port() : nil, "the sandbox did not start"))
    }

    deinit {
        // Only a test that failed leaves it running.
        process.signal(SIGKILL)
    }

    var pid: Int32 { process.pid }
    var isAlive: Bool { process.status == nil }

    /// Ends it as nothing can be kept from, the process first that would notice.
    func killWithGuardian() async throws {
        let children = try await Program.run("/usr/bin/pgrep", ["-P", "\(pid)", "-f", "gpu-sandbox-guardian"])
        let guardian = try #require(children.output.split(separator: "\n").first.flatMap { Int32($0) })
        kill(guardian, SIGKILL)
        process.signal(SIGKILL)
        _ = await process.end()
    }

    /// Ends it as a person would and waits for that.
    func stop() async {
        process.signal(SIGTERM)
        _ = await process.end()
    }
}
