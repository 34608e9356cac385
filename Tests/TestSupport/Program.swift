import Foundation

/// Runs another program to its end.
public enum Program {
    /// What it left.
    public struct Outcome: Sendable {
        /// The exit status, or the signal that ended it.
        public let status: Int32
        /// Its standard output as text.
        public let output: String
        /// Its standard error as text.
        public let errors: String
    }

    /// Starts `path` with `arguments` and empty input, and waits without holding up a thread.
    public static func run(_ path: String, _ arguments: [String]) async throws -> Outcome {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        // Files take any amount without a reader, unlike pipes.
        let child = try ChildProcess(path, arguments, output: folder.path("out"), errors: folder.path("err"))
        let status = await child.end()
        let texts = try ["out", "err"].map { name in
            String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
        }
        return Outcome(status: status, output: texts[0], errors: texts[1])
    }
}
