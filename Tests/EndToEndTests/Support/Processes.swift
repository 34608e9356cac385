import Foundation
import TestSupport

/// What runs on this computer.
enum Processes {
    /// Processes that live and have this path in their command line or environment, and these words in the former.
    static func naming(_ path: String, running words: String = "") async -> [Int32] {
        await onOwnThread { list(path, words) }
    }

    private static func list(_ path: String, _ words: String) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { pid in
            guard pid != ProcessInfo.processInfo.processIdentifier else { return false }
            let command = content("/proc/\(pid)/cmdline")
            guard words.isEmpty || command.range(of: Data(words.utf8)) != nil else { return false }
            let mark = Data(path.utf8)
            return command.range(of: mark) != nil || content("/proc/\(pid)/environ").range(of: mark) != nil
        }
    }

    private static func content(_ file: String) -> Data { FileManager.default.contents(atPath: file) ?? Data() }
}
