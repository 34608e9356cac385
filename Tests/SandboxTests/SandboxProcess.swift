import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing

/// The built program, running.
final class SandboxProcess: Sendable {
    let client: SandboxClient
    private let process: ChildWatch

    /// Where the program was built: beside the tests.
    static var program: String? {
        let folders =
            CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
            + [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()]
            + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        return folders.map { $0.appending(path: "gpu-sandbox").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts it and waits for its line.
    init(_ arguments: [String]) async throws {
        let program = try #require(Self.program, "gpu-sandbox was not built beside the tests")
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let output = folder.url.appending(path: "out")
        let process = ChildWatch(
            try ChildProcess(program, ["--port", "0"] + arguments, output: output.path, errors: "/dev/null"))
        func port() -> Int? {
            let text = String(decoding: FileManager.default.contents(atPath: output.path) ?? Data(), as: UTF8.self)
            return text.hasSuffix("\n") ? text.split(separator: ":").last.flatMap { Int($0.dropLast()) } : nil
        }
        let isDecided = try await Patience.sees(every: .milliseconds(50)) { port() != nil || process.status != nil }
        guard isDecided, let port = port() else {
            process.signal(SIGKILL)
            throw CallFailure(status: process.status ?? -1, message: "the sandbox did not start")
        }
        client = SandboxClient(port: port)
        self.process = process
    }

    deinit {
        // Only a test that failed leaves it running.
        process.signal(SIGKILL)
    }

    var pid: Int32 { process.pid }

    func signal(_ number: Int32) { process.signal(number) }

    var isAlive: Bool { process.status == nil }

    /// Whether a process is there and no zombie.
    static func isAlive(_ pid: String) -> Bool {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
        return !String(decoding: stat, as: UTF8.self).contains(") Z ")
    }
}
