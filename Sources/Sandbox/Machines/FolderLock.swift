import Foundation
import Glibc

/// The claim of one living sandbox to a folder: a file there that it holds locked.
///
/// The system takes the lock away however the sandbox ends, so a file without one was left by a dead sandbox.
struct FolderLock: Sendable {
    /// The file's name in the folder.
    static let name = "sandbox.pid"

    private let path: String
    private let descriptor: Int32

    /// Claims a folder; `nil` when another sandbox holds it, and a ``SandboxProblem`` when its file cannot be written
    /// or is somebody else's.
    static func claim(_ folder: String) throws(SandboxProblem) -> FolderLock? {
        let path = "\(folder)/\(name)"
        for _ in 0..<1000 {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw .unwritable(folder, errno) }
            guard let lock = FolderLock(path: path, descriptor: descriptor) else {
                guard errno == EWOULDBLOCK else { throw .unwritable(folder, errno) }
                return nil
            }
            let text = lock.text
            guard text.isEmpty || isOurs(text) else {
                lock.close()
                throw SandboxProblem("\(path) was not written by a sandbox; move it away or give another --data.")
            }
            if let other = ProcessTable.living(text), other != getpid() {
                lock.close()
                return nil
            }
            lock.write(ProcessTable.identity(of: getpid()))
            if lock.isInPlace { return lock }
            // Between opening and locking, the one who held it took the file away.
            lock.close()
        }
        throw SandboxProblem("\(path) vanishes as often as it is written; give another --data.")
    }

    /// Takes over the claim of a sandbox that is dead for sure; `nil` when it lives or there never was one.
    static func takeOver(_ folder: String) -> FolderLock? {
        let path = "\(folder)/\(name)"
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0, let lock = FolderLock(path: path, descriptor: descriptor) else { return nil }
        // One that is just starting has a file without text for a moment.
        guard lock.isInPlace, isOurs(lock.text), ProcessTable.living(lock.text) == nil else {
            lock.close()
            return nil
        }
        return lock
    }

    /// The process that claims a folder, as far as its file says.
    static func owner(of folder: String) -> pid_t? { ProcessTable.living(file: "\(folder)/\(name)") }

    /// Gives the claim up and takes its file away.
    func release() {
        if isInPlace { unsafe unlink(path) }
        close()
    }

    private init?(path: String, descriptor: Int32) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            _ = Glibc.close(descriptor)
            errno = code
            return nil
        }
        self.path = path
        self.descriptor = descriptor
    }

    private func close() { _ = Glibc.close(descriptor) }

    /// Whether the path still names the file that is locked: whoever holds it, its text is theirs.
    private var isInPlace: Bool { (try? String(contentsOfFile: path, encoding: .utf8)) == text }

    private var text: String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        // The text helps people and the next start; the claim itself is the lock.
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    }

    private static func isOurs(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count == 2 && words.allSatisfy { UInt64($0) != nil }
    }
}
