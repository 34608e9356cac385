import Foundation
import Glibc

/// A process whose end can be awaited and whose output is in a file.
struct RunningScript: Sendable {
    let pid: Int32
    let output: URL
    private let process: Process
    private let ended: AsyncStream<Int32>

    init(_ arguments: [String], environment: [String: String], folder: URL, output: URL) throws {
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        defer { try? handle.close() }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Started from a thread of the pool, a child inherits a mask in which every signal is blocked.
        process.arguments = ["--default-signal"] + arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        let (ended, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            continuation.yield(process.terminationStatus)
            continuation.finish()
        }
        try process.run()
        self.process = process
        self.pid = process.processIdentifier
        self.output = output
        self.ended = ended
    }

    var isRunning: Bool { process.isRunning }

    func signal(_ number: Int32) { if process.isRunning { kill(pid, number) } }

    /// The exit status, or the number of the signal that ended the process.
    func exitStatus() async -> Int32 {
        for await status in ended { return status }
        return process.terminationStatus
    }

    func text() throws -> String { try String(contentsOf: output, encoding: .utf8) }
}
