import Foundation
import TestSupport

/// A process whose end can be awaited and whose output is in a file.
struct RunningScript: Sendable {
    let output: URL
    private let child: ChildWatch

    init(_ arguments: [String], environment: [String: String], folder: URL, output: URL) throws {
        self.output = output
        child = ChildWatch(
            try ChildProcess(
                "/usr/bin/env", RunningProgram.words(arguments, environment, folder), output: output.path, errors: output.path))
    }

    /// The process id; `env` becomes the program it starts.
    var pid: Int32 { child.pid }

    var isRunning: Bool { child.status == nil }

    func signal(_ number: Int32) { child.signal(number) }

    /// The exit status, or the number of the signal that ended the process.
    func exitStatus() async -> Int32 { await child.end() }

    func text() throws -> String { try String(contentsOf: output, encoding: .utf8) }
}
