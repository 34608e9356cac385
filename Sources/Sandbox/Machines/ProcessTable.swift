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
        guard let fields = stat(pid)?.fields, fields.count > 19 else { return nil }
        return UInt64(fields[19])
    }

    /// The process that the text of a pid file names, when it is still the one that was meant.
    static func living(_ text: String) -> pid_t? {
        let words = text.split(whereSeparator: \.isWhitespace)
        // One that nobody has waited for yet keeps its number and its start, but runs no more.
        guard words.count == 2, let pid = pid_t(words[0]), let start = UInt64(words[1]),
            startTime(of: pid) == start, stat(pid)?.fields.first != "Z"
        else { return nil }
        return pid
    }

    /// The process that a pid file names, when it is still the one that was meant.
    static func living(file: String) -> pid_t? {
        (try? String(contentsOfFile: file, encoding: .utf8)).flatMap { living($0) }
    }

    /// A process as a pid file names it: its id and its start.
    static func identity(of pid: pid_t) -> String { "\(pid) \(startTime(of: pid) ?? 0)\n" }

    /// Kills all on a machine but its SSH server and the server's own connections, without blocking the caller's
    /// thread.
    static func killAll(on files: MachineFiles) async {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        // The pool takes work for as long as the process lives.
        _ = try? await NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            kill(below: living(file: files.processID), markedBy: files.folder, sparing: ["sshd", "sshd-session"])
        }.get()
    }

    /// Kills the processes below `root` and all that carry the marker of a folder or of one inside it.
    ///
    /// Looks again until nothing is found, since a process may fork while it is being hunted.
    static func kill(below root: pid_t?, markedBy folder: String?, sparing names: Set<String> = []) {
        for _ in 0..<50 {
            let victims = victims(below: root, markedBy: folder, sparing: names)
            if victims.isEmpty { return }
            // All stand still first: a shell that sees its command die must not run the next one.
            for signal in [SIGSTOP, SIGKILL] {
                for pid in victims { _ = Glibc.kill(pid, signal) }
            }
            usleep(2000)
        }
    }

    /// Kills a process and all below it, which are found through it and so die first.
    static func end(_ root: pid_t) {
        _ = Glibc.kill(root, SIGSTOP)
        kill(below: root, markedBy: nil)
        _ = Glibc.kill(root, SIGKILL)
    }

    private static func victims(below root: pid_t?, markedBy folder: String?, sparing names: Set<String>) -> Set<pid_t> {
        var victims: Set<pid_t> = []
        var children: [pid_t: [(pid: pid_t, name: String)]] = [:]
        let mark = folder.map { Array("\(marker)=\($0)".utf8) }
        for pid in all() where pid != getpid() {
            guard let (name, fields) = stat(pid), fields.count > 1, fields[0] != "Z" else { continue }
            if let parent = pid_t(fields[1]) { children[parent, default: []].append((pid, name)) }
            if let mark, isMarked(pid, mark) { victims.insert(pid) }
        }
        var found = root.map { children[$0] ?? [] } ?? []
        while let (pid, name) = found.popLast() {
            if !names.contains(name) { victims.insert(pid) }
            found += children[pid] ?? []
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

    /// What `/proc/PID/stat` says: the name, and the fields behind it: state, parent, and so on.
    private static func stat(_ pid: pid_t) -> (name: String, fields: [Substring])? {
        guard let bytes = read("/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
        return (String(text[text.index(after: open)..<close]), text[text.index(after: close)...].split(separator: " "))
    }

    /// A whole small file; `nil` when the process is gone or not ours to look at.
    private static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }
}
