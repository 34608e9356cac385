import Domain
import Foundation
import Glibc

/// A program of the system's that a command runs, or becomes.
struct ChildProgram {
    private let path: String
    private let arguments: [String]

    /// Finds it on the `PATH`.
    init(_ name: String, _ arguments: [String]) throws {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard let path = folders.map({ "\($0)/\(name)" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Problem(.notFound, "\(name) is not installed", hint: "On Debian: apt-get install openssh-client.")
        }
        self.path = path
        self.arguments = arguments
    }

    /// Runs it to its end; what it says on standard output, which is short.
    func output() async throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// Becomes it; returns only by throwing.
    func become() throws -> Never {
        // It must find signals as a shell would leave them.
        signal(SIGPIPE, SIG_DFL)
        signal(SIGXFSZ, SIG_DFL)
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        unsafe _ = execv(path, &words)
        throw Problem(.internalError, "\(path) cannot be started: \(String(describing: POSIXError.Code(rawValue: errno)))")
    }
}
