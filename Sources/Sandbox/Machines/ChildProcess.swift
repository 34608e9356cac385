import Foundation
import Glibc

/// A process this one started, in a session of its own so that a terminal's Ctrl-C does not reach it.
struct ChildProcess: Sendable {
    let pid: pid_t

    /// Starts a program with exactly this environment and both outputs appended to a file, or its standard output sent to a
    /// descriptor.
    ///
    /// Its input is `/dev/null` unless a descriptor is given. No other descriptor is inherited.
    init(
        _ arguments: [String], environment: [String: String], input: Int32? = nil, output: Int32? = nil, log: String
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        if let input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        if let output { unsafe posix_spawn_file_actions_adddup2(&actions, output, 1) }
        // Ours are marked to be closed; those we inherited ourselves may not be.
        for descriptor in Self.openDescriptors where descriptor != input {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var blocked = sigset_t()
        var restored = sigset_t()
        unsafe sigemptyset(&blocked)
        unsafe sigfillset(&restored)
        unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        unsafe posix_spawnattr_setsigdefault(&attributes, &restored)
        // The header spells the new-session flag as a macro that is not imported: 0x80.
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | 0x80
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        let program = arguments[0]
        var arguments = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            // Not a loop: the formatter joins `for unsafe pointer` into one word.
            unsafe (arguments + variables).forEach { unsafe free($0) }
        }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, program, &actions, &attributes, &arguments, &variables)
        guard status == 0 else {
            throw SandboxProblem("cannot start \(program): \(Self.reason(status))")
        }
        self.pid = pid
    }

    /// The exit status once it has ended, else `nil`; never waits.
    func ended() -> Int32? {
        var status: Int32 = 0
        let result = unsafe waitpid(pid, &status, WNOHANG)
        if result == 0 { return nil }
        return result == pid ? (status >> 8) & 0xFF : -1
    }

    /// Waits for its end, blocking the calling thread, and returns the exit status.
    func waitForEnd() -> Int32 {
        var status: Int32 = 0
        while true {
            let result = unsafe waitpid(pid, &status, 0)
            if result == pid { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F) }
            if result < 0, errno != EINTR { return -1 }
        }
    }

    private static var openDescriptors: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }

    static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
