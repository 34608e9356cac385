import Foundation
import Glibc

/// A program that ran to its end, with what it took.
struct TimedProgram {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// From start to end.
    let wall: Duration
    /// Processor time, in user code and in the system.
    let processor: Duration

    /// Runs `path` with empty input and its output thrown away; an exit status but 0 is a failure.
    ///
    /// What it says to people goes to the file `errors` in the current folder.
    static func run(_ path: String, _ arguments: [String], environment: [String: String]) throws -> TimedProgram {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "errors", O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var settings = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (words + settings).forEach { unsafe free($0) } }
        let start = ContinuousClock.now
        var pid: pid_t = 0
        let code = unsafe posix_spawn(&pid, path, &actions, nil, &words, &settings)
        guard code == 0 else { throw unsafe Failure(description: "\(path): \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        let wall = ContinuousClock.now - start
        guard status == 0 else {
            let said = String(decoding: FileManager.default.contents(atPath: "errors") ?? Data(), as: UTF8.self)
            throw Failure(description: "\(([path] + arguments).joined(separator: " ")): wait status \(status)\n\(said)")
        }
        return TimedProgram(wall: wall, processor: duration(usage.ru_utime) + duration(usage.ru_stime))
    }

    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}
