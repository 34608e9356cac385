import Foundation
import Glibc
import TestSupport
import Testing

/// A program under way: its words, its end, and signals to it.
final class RunningProgram: Sendable {
    /// No command takes this long; a run that waits for a machine to no avail takes a minute.
    private static let longest = Duration.seconds(600)

    private let child: ChildWatch
    private let output: URL
    private let errors: URL

    /// Starts `arguments` in `folder` with nothing in its environment but `environment`.
    init(_ arguments: [String], environment: [String: String], folder: URL) throws {
        let name = UUID().uuidString
        output = folder.appending(path: "\(name).out")
        errors = folder.appending(path: "\(name).err")
        child = ChildWatch(
            try ChildProcess(
                "/usr/bin/env", Self.words(arguments, environment, folder), output: output.path, errors: errors.path))
    }

    /// What makes `env` start a program in a folder with this environment and no other.
    static func words(_ arguments: [String], _ environment: [String: String], _ folder: URL) -> [String] {
        ["-i", "-C", folder.path] + environment.map { "\($0.key)=\($0.value)" }.sorted() + arguments
    }

    /// Its process id; `env` becomes the program it starts.
    var pid: Int32 { child.pid }

    /// The exit status, or the signal that ended it; `nil` while it runs.
    var status: Int32? { child.status }

    /// What it wrote to standard output so far.
    var saidOutput: String { text(output) }

    /// What it wrote to standard error so far.
    var saidErrors: String { text(errors) }

    /// Sends a signal; nothing happens after its end.
    func signal(_ number: Int32) { child.signal(number) }

    /// Waits for its end; a program that does not come to one is killed, and that is a failure.
    func end(at location: SourceLocation = #_sourceLocation) async throws -> Finished {
        do {
            try await eventually("the end of the program", within: Self.longest, at: location) { status != nil }
        } catch {
            Issue.record("it runs on after saying: \(saidErrors)", sourceLocation: location)
            signal(SIGKILL)
            throw error
        }
        return Finished(status: status ?? -1, output: saidOutput, errors: saidErrors)
    }

    /// Waits until it has said something on standard error; its end before that is a failure.
    func says(_ words: String, at location: SourceLocation = #_sourceLocation) async throws {
        try await eventually("the words '\(words)'", at: location) {
            if saidErrors.contains(words) { return true }
            if status != nil, !saidErrors.contains(words) {
                throw NotWithinTime(what: "'\(words)' before the program's end: \(saidErrors)")
            }
            return false
        }
    }

    private func text(_ file: URL) -> String {
        String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }
}
