import Foundation
import Glibc
import NIOCore
import NIOPosix

/// What runs on this computer, read from `/proc`.
enum ProcessTable {
    /// Marks every process of a machine; the value is the machine's folder.
    static let marker = "GPU_SANDBOX_MACHINE"

    /// When a process started, in clock ticks since boot; tells a reused id from the one that was meant.
    static func startTime(of pid: pid_t) -> UInt64? {
        guard let fields = stat(pid), fields.count > 19 else { return nil }
        return UInt64(fields[19])
    }

    /// Kills all that carry the marker of a folder, without blocking the caller's thread.
    static func killAll(markedBy folder: String) async {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        // The pool takes work for as long as the process lives.
        _ = try? await NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            kill(below: nil, markedBy: folder)
        }.get()
    }

    /// Kills the processes below `root` and all that carry the marker of a folder or of one inside it.
    ///
    /// Looks again until nothing is found, since a process may fork while it is being hunted.
    static func kill(below root: pid_t?, markedBy folder: String) {
        for _ in 0..<50 {
            let victims = victims(below: root, markedBy: folder)
            if victims.isEmpty { return }
            // All stand still first: a shell that sees its command die must not run the next one.
            for signal in [SIGSTOP, SIGKILL] {
                for pid in victims { _ = Glibc.kill(pid, signal) }
            }
            usleep(2000)
        }
    }

    private static func victims(below root: pid_t?, markedBy folder: String) -> Set<pid_t> {
        var victims: Set<pid_t> = []
        var children: [pid_t: [pid_t]] = [:]
        let mark = Array("\(marker)=\(folder)".utf8)
        for pid in all() where pid != getpid() {
            guard let fields = stat(pid), fields.count > 1, fields[0] != "Z" else { continue }
            if let parent = pid_t(fields[1]) { children[parent, default: []].append(pid) }
            if isMarked(pid, mark) { victims.insert(pid) }
        }
        var found = root.map { children[$0] ?? [] } ?? []
        while let next = found.popLast() {
            victims.insert(next)
            found += children[next] ?? []
        }
        return victims
    }

    private static func isMarked(_ pid: pid_t, _ mark: [UInt8]) -> Bool {
        guard let environment = read("/proc/\(pid)/environ") else { return false }
        return environment.split(separator: 0).contains { variable in
            variable.starts(with: mark) && (variable.count == mark.count || variable.dropFirst(mark.count).first == 0x2F)
        }
    }

    private static func all() -> [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }

    /// The fields of `/proc/PID/stat` behind the name: state, parent, and so on.
    private static func stat(_ pid: pid_t) -> [Substring]? {
        guard let bytes = read("/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: close)...].split(separator: " ")
    }

    /// A whole small file; `nil` when the process is gone or not ours to look at.
    private static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }
}
