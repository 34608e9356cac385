import Foundation
import Glibc

/// What the system says of this process.
struct ProcessFigures {
    let residentBytes: Int?
    let cpuSeconds: Double?
    let openFiles: Int?

    /// Reads `/proc/self`; what cannot be read is left out.
    init() {
        let status = Self.text("/proc/self/statm")?.split(separator: " ")
        residentBytes = status.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
        // After the name in brackets, which may hold anything: times in user and system mode are the 12th and 13th word.
        let words = Self.text("/proc/self/stat")?.split(separator: ")").last?.split(separator: " ")
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        cpuSeconds = words.flatMap { words in
            guard words.count > 12, let user = Double(words[11]), let system = Double(words[12]), ticks > 0 else { return nil }
            return (user + system) / ticks
        }
        openFiles = FileManager.default.subpaths(atPath: "/proc/self/fd")?.count
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
