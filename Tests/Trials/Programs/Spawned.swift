import Foundation
import Glibc
import TestSupport

/// A program under way: what it said, how it ended, and signals to it.
final class Spawned: Sendable {
    /// For a person who looks into the folder of a run.
    let name: String
    private let child: ChildWatch
    private let output: URL
    private let errors: URL

    /// Starts a program in `folder` with nothing in its environment but `environment`.
    init(_ name: String, _ arguments: [String], environment: [String: String], folder: URL) throws {
        self.name = name
        output = folder.appending(path: "\(name).out")
        errors = folder.appending(path: "\(name).err")
        // `env` becomes the program it starts, so the process id is that one's.
        let words = ["-i", "-C", folder.path] + environment.map { "\($0.key)=\($0.value)" }.sorted() + arguments
        child = ChildWatch(try ChildProcess("/usr/bin/env", words, output: output.path, errors: errors.path))
    }

    var pid: Int32 { child.pid }

    /// The exit status, or the signal that ended it; `nil` while it runs.
    var status: Int32? { child.status }

    var saidOutput: String { text(output) }
    var saidErrors: String { text(errors) }

    /// Sends a signal; nothing happens after its end.
    func signal(_ number: Int32) { child.signal(number) }

    /// Waits for its end, and kills it when that takes too long.
    @discardableResult
    func end(within patience: Duration) async throws -> Int32 {
        let limit = ContinuousClock.now + patience
        while status == nil {
            guard ContinuousClock.now < limit else {
                signal(SIGKILL)
                _ = await child.end()
                throw TrialFailure("\(name) did not end within \(patience)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return await child.end()
    }

    /// Kills it, if it runs, and waits until the system has forgotten it.
    func kill() async {
        signal(SIGKILL)
        _ = await child.end()
    }

    /// Waits for its first whole line; its end before that is a failure.
    func line(within patience: Duration) async throws -> String {
        let limit = ContinuousClock.now + patience
        while true {
            let said = saidOutput
            if let end = said.firstIndex(of: "\n") { return String(said[..<end]) }
            guard status == nil, ContinuousClock.now < limit else {
                throw TrialFailure("\(name) said no line: \(saidErrors.suffix(300))")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func text(_ file: URL) -> String {
        String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }
}
