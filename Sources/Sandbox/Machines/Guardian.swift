import Glibc

/// A small process that ends what the sandbox started when the sandbox is gone, even after `kill -9`.
struct Guardian: Sendable {
    private let process: ChildProcess
    /// Held open as long as the sandbox lives; its closing is the sandbox's end.
    private let line: Int32

    init(folder: DataFolder) throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw SandboxProblem("cannot make a pair of sockets: \(ChildProcess.reason(errno))")
        }
        defer { close(ends[0]) }
        line = ends[1]
        do {
            process = try ChildProcess(
                [
                    "/bin/bash", "-c", GuardianScript.text, "gpu-sandbox-guardian", folder.run,
                    folder.isTemporary ? folder.path : "",
                ],
                environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], input: ends[0], log: "/dev/null")
        } catch {
            close(line)
            throw error
        }
    }

    /// Tells it of a process that is to end with all below it: what the folder says may be gone by then.
    func watch(_ pid: pid_t) {
        let text = Array(ProcessTable.identity(of: pid).utf8)
        // A guardian that was killed is missed by nobody as long as the sandbox ends by itself.
        _ = unsafe send(line, text, text.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }

    /// Lets it do its work and waits for it; blocks the calling thread.
    func release() {
        close(line)
        _ = process.waitForEnd()
    }
}
