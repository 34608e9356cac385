import Foundation
import Glibc

/// Where a sandbox keeps its machines, and how what a killed one left there is ended.
struct DataFolder: Sendable {
    /// The folder itself.
    let path: String
    /// The folder of this run, below which all machines live.
    let run: String
    /// Whether the whole folder goes at the end.
    let isTemporary: Bool

    private static let owner = "sandbox.pid"

    /// Opens a folder for one sandbox: refuses it when another one lives there, and clears what a dead one left.
    static func open(_ wanted: String?) throws -> DataFolder {
        let files = FileManager.default
        let name = UUID().uuidString.prefix(8).lowercased()
        let path: String
        if let wanted {
            path = URL(filePath: wanted).standardizedFileURL.path(percentEncoded: false).trimmedSlash
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } else {
            let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
            path = parent.trimmedSlash + "/gpu-sandbox-\(name)"
            try files.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let folder = DataFolder(path: path, run: "\(path)/run-\(name)", isTemporary: wanted == nil)
        try folder.claim()
        try folder.clearRemains()
        try files.createDirectory(
            atPath: folder.run, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }

    func files(of machine: Int) -> MachineFiles { MachineFiles(folder: "\(run)/\(machine)") }

    private func claim() throws {
        let file = "\(path)/\(Self.owner)"
        if let other = Self.livingProcess(file), other != getpid() {
            throw SandboxProblem(
                "\(path) belongs to the sandbox with process id \(other); stop that one or give another --data.")
        }
        try "\(getpid()) \(ProcessTable.startTime(of: getpid()) ?? 0)\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
    }

    private func clearRemains() throws {
        let files = FileManager.default
        for entry in try files.contentsOfDirectory(atPath: path) where entry.hasPrefix("run-") {
            let remains = "\(path)/\(entry)"
            for machine in (try? files.contentsOfDirectory(atPath: remains)) ?? [] {
                guard let pid = Self.livingProcess("\(remains)/\(machine)/sshd.pid") else { continue }
                ProcessTable.kill(below: pid, markedBy: remains)
                _ = Glibc.kill(pid, SIGKILL)
            }
            ProcessTable.kill(below: nil, markedBy: remains)
            try files.removeItem(atPath: remains)
        }
    }

    /// The process a pid file names, when it is still the one that wrote it.
    private static func livingProcess(_ file: String) -> pid_t? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let pid = pid_t(words[0]), let start = UInt64(words[1]),
            ProcessTable.startTime(of: pid) == start
        else { return nil }
        return pid
    }

    /// Removes what this run left on the disk.
    func remove() {
        let files = FileManager.default
        try? files.removeItem(atPath: run)
        try? files.removeItem(atPath: "\(path)/\(Self.owner)")
        if isTemporary { try? files.removeItem(atPath: path) }
    }
}

extension String {
    fileprivate var trimmedSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
