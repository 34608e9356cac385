import Foundation
import Glibc

/// What sandboxes leave that were killed together with their guardian.
enum Remains {
    /// Ends and removes the runs in a folder whose lock the caller holds; touches nothing that no sandbox made.
    static func clear(_ folder: String) throws(SandboxProblem) {
        for entry in entries(of: folder) where entry.wholeMatch(of: /run-[0-9a-f]{8}/) != nil {
            let run = "\(folder)/\(entry)"
            guard FileManager.default.fileExists(atPath: "\(run)/\(DataFolder.mark)") else { continue }
            end(run)
            try remove(run)
        }
    }

    /// Does the same for the temporary folders beside one, as far as they belong to this user and to no living sandbox.
    static func clearSiblings(of path: String) {
        let parent = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        for entry in entries(of: parent) where entry.wholeMatch(of: /gpu-sandbox-[0-9a-f]{8}/) != nil {
            let sibling = URL(filePath: parent).appending(path: entry).path(percentEncoded: false)
            guard sibling != path, isOwnFolder(sibling), let lock = FolderLock.takeOver(sibling) else { continue }
            // What cannot be removed there is no reason not to start here.
            try? clear(sibling)
            lock.release()
            unsafe rmdir(sibling)
        }
    }

    private static func end(_ run: String) {
        for machine in entries(of: run) {
            guard let pid = ProcessTable.living(file: "\(run)/\(machine)/sshd.pid") else { continue }
            ProcessTable.end(pid)
        }
        ProcessTable.kill(below: nil, markedBy: run)
    }

    /// The guardian of a killed sandbox may be removing the same files right now.
    private static func remove(_ path: String) throws(SandboxProblem) {
        var reason = ""
        for _ in 0..<200 where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                reason = Folder.reason(error)
                usleep(10_000)
            }
        }
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw SandboxProblem("cannot remove what an earlier sandbox left in \(path): \(reason); remove it by hand.")
    }

    private static func entries(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// A real folder of this very user: in a shared place like `/tmp`, others may put anything.
    private static func isOwnFolder(_ path: String) -> Bool {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return false }
        return facts[.type] as? FileAttributeType == .typeDirectory
            && (facts[.ownerAccountID] as? NSNumber)?.uint32Value == getuid()
    }
}
