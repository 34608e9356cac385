import Foundation

/// What runs on this computer.
enum Processes {
    /// Processes that live and have this path in their command line or environment.
    static func naming(_ path: String) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { pid in
            guard pid != ProcessInfo.processInfo.processIdentifier else { return false }
            let words = ["cmdline", "environ"].map { FileManager.default.contents(atPath: "/proc/\(pid)/\($0)") ?? Data() }
            let mark = Data(path.utf8)
            return words.contains { $0.range(of: mark) != nil }
        }
    }
}
