import Foundation
import Glibc
import Synchronization

/// The process of a `LoopbackSSHD` and what it logs.
final class SSHDProcess: Sendable {
    private let child: ChildProcess
    private let logFile: String
    private let hasEnded = Mutex(false)

    init(program: String, configuration: String) throws {
        logFile = configuration + ".log"
        try? FileManager.default.removeItem(atPath: logFile)
        child = try ChildProcess(program, ["-D", "-e", "-f", configuration], output: "/dev/null", errors: logFile)
    }

    deinit {
        stop()
    }

    var log: String {
        (try? Data(contentsOf: URL(filePath: logFile))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Waits until it listens; `false` when it ended instead, or does not come to it: then it is ended.
    func listens() async throws -> Bool {
        let isDecided = try await Patience.sees { isListening || isOver }
        if isDecided, isListening { return true }
        stop()
        return false
    }

    private var isListening: Bool { log.contains("Server listening") }

    private var isOver: Bool {
        hasEnded.withLock { over in
            over = over || child.hasEnded()
            return over
        }
    }

    /// Ends the server and all its descendants; calling it again is harmless.
    func stop() {
        let isFirst = hasEnded.withLock { over in
            defer { over = true }
            return !over
        }
        guard isFirst else { return }
        // The tree is read before anything dies: orphans could not be told from strangers afterwards.
        for process in Self.descendants(of: child.pid).reversed() + [child.pid] { _ = kill(process, SIGKILL) }
        child.endNow()
    }

    private static func descendants(of root: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var children: [Int32: [Int32]] = [:]
        for pid in names.compactMap({ Int32($0) }) {
            guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let end = line.lastIndex(of: ")")
            else { continue }
            // After the name in parentheses: the state and the parent.
            let fields = line[line.index(after: end)...].split(separator: " ")
            if fields.count > 1, let parent = Int32(fields[1]) { children[parent, default: []].append(pid) }
        }
        var found: [Int32] = []
        var queue = [root]
        while let parent = queue.popLast() {
            let next = children[parent] ?? []
            found += next
            queue += next
        }
        return found
    }
}
