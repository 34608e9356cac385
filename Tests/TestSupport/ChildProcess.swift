import Foundation
import Glibc

/// A program started by the tests.
///
/// Not Foundation's `Process`: that one learns of an end through a descriptor which programs started at the same
/// moment inherit, so a long-lived server keeps the end of another program from ever being noticed. Here nothing
/// but the three standard descriptors is inherited.
public final class ChildProcess: Sendable {
    /// Why a program could not be started.
    public struct Failure: Error, CustomStringConvertible {
        /// The program and the system's reason.
        public let description: String
    }

    /// The process id.
    public let pid: Int32

    /// Starts `path`; its input is empty, its output and errors go to these files.
    public init(_ path: String, _ arguments: [String], output: String, errors: String) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // Closing a number that is not in use is fine here.
        for descriptor in Int32(3)..<512 { unsafe posix_spawn_file_actions_addclose(&actions, descriptor) }
        // Threads of a pool block signals; a child that inherits that would miss the end of its own children.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        let code = unsafe posix_spawn(&pid, path, &actions, &attributes, &words, environ)
        guard code == 0 else { throw unsafe Failure(description: "\(path): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    /// Waits for its end without holding up a shared thread; the exit status, or the signal that ended it.
    public func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: self.endNow()) }.start()
        }
    }

    /// Blocks this thread until it has ended; the system remembers it until ``endNow()``.
    func awaitEnd() {
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    }

    /// Waits on this thread; only once, and not after ``hasEnded()`` was true.
    @discardableResult
    public func endNow() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : status & 0x7f
    }

    /// Whether it has ended; when it has, the system forgets its number.
    public func hasEnded() -> Bool {
        var status: Int32 = 0
        return unsafe waitpid(pid, &status, WNOHANG) != 0
    }
}
