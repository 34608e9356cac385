import Foundation
import Glibc

/// Where a sandbox keeps its machines.
struct DataFolder: Sendable {
    /// The folder itself.
    let path: String
    /// The folder of this run, below which all machines live.
    let run: String
    /// Whether the whole folder goes at the end.
    let isTemporary: Bool
    private let lock: FolderLock

    /// A file in each run's folder that tells it from a person's own.
    static let mark = ".gpu-sandbox"

    /// Opens a folder for one sandbox, a fresh temporary one without a wish, and clears what dead sandboxes left.
    ///
    /// Throws a ``SandboxProblem`` when it cannot be used or another sandbox lives there.
    static func open(_ wanted: String?) throws -> DataFolder {
        let name = UUID().uuidString.prefix(8).lowercased()
        let path =
            if let wanted {
                try Folder.make(wanted, permissions: 0o777)
            } else {
                try Folder.make("\(Folder.temporary())/gpu-sandbox-\(name)", permissions: 0o700)
            }
        guard let lock = try claim(path, patiently: wanted == nil) else {
            let other = FolderLock.owner(of: path).map { "the sandbox with process id \($0)" } ?? "another sandbox"
            throw SandboxProblem("\(path) belongs to \(other); stop that one or give another --data.")
        }
        let folder = DataFolder(path: path, run: "\(path)/run-\(name)", isTemporary: wanted == nil, lock: lock)
        do {
            try Remains.clear(path)
            if folder.isTemporary { Remains.clearSiblings(of: path) }
            _ = try Folder.make(folder.run, permissions: 0o700)
            try "Made by gpu-sandbox, which takes this folder away.\n"
                .write(toFile: "\(folder.run)/\(mark)", atomically: true, encoding: .utf8)
        } catch {
            folder.remove()
            throw error
        }
        return folder
    }

    func files(of machine: Int) -> MachineFiles { MachineFiles(folder: "\(run)/\(machine)") }

    /// Removes what this run left on the disk and gives the folder up.
    func remove() {
        let files = FileManager.default
        try? files.removeItem(atPath: run)
        lock.release()
        if isTemporary { try? files.removeItem(atPath: path) }
    }

    /// Nobody else wants a fresh folder, but one that clears away the dead may look into it for a moment.
    private static func claim(_ path: String, patiently: Bool) throws -> FolderLock? {
        for _ in 0..<(patiently ? 5000 : 0) {
            if let lock = try FolderLock.claim(path) { return lock }
            usleep(1000)
        }
        return try FolderLock.claim(path)
    }
}
