import Foundation
import Glibc
import TestSupport

/// What runs on this computer for a trial.
enum Processes {
    /// Ends whatever names a folder of ours and did not end with what started it; says which those were.
    static func clear(naming folder: String) async throws -> [Int32] {
        var left = try await onOwnThread { try list(folder) }
        // What was told to end is given a moment for it.
        for _ in 0..<100 where !left.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
            left = try await onOwnThread { try list(folder) }
        }
        for pid in left { kill(pid, SIGKILL) }
        return left
    }

    private static func list(_ folder: String) throws -> [Int32] {
        let mark = Data(folder.utf8)
        return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { pid in
            guard pid != ProcessInfo.processInfo.processIdentifier else { return false }
            return content("/proc/\(pid)/cmdline").range(of: mark) != nil || content("/proc/\(pid)/environ").range(of: mark) != nil
        }
    }

    private static func content(_ file: String) -> Data { FileManager.default.contents(atPath: file) ?? Data() }
}
