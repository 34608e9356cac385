import Foundation
import Sandbox
import TestSupport
import Testing

/// The built program, running.
final class SandboxProcess: Sendable {
    let client: SandboxClient
    let pid: Int32

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
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["--port", "0"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        pid = process.processIdentifier
        var port: Int?
        for _ in 0..<600 where port == nil {
            let text = try String(contentsOf: output, encoding: .utf8)
            port = text.hasSuffix("\n") ? text.split(separator: ":").last.flatMap { Int($0.dropLast()) } : nil
            if port == nil { try await Task.sleep(for: .milliseconds(50)) }
        }
        client = SandboxClient(port: try #require(port, "the sandbox did not start"))
    }

    func signal(_ number: Int32) { _ = kill(pid, number) }

    var isAlive: Bool { Self.isAlive("\(pid)") }

    /// Whether a process is there and no zombie.
    static func isAlive(_ pid: String) -> Bool {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return false }
        return !String(decoding: stat, as: UTF8.self).contains(") Z ")
    }
}
