import Glibc

/// A small process that ends what the sandbox started when the sandbox is gone, even after `kill -9`.
struct Guardian: Sendable {
    private let process: ChildProcess
    /// Held open as long as the sandbox lives; only its closing counts.
    private let pipe: Int32

    init(folder: DataFolder) throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&ends) == 0 else {
            throw SandboxProblem("cannot make a pipe: \(ChildProcess.reason(errno))")
        }
        defer { close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        pipe = ends[1]
        process = try ChildProcess(
            [
                "/bin/bash", "-c", MachineScripts.guardian, "gpu-sandbox-guardian", folder.run,
                folder.isTemporary ? folder.path : "",
            ],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], input: ends[0], log: "/dev/null")
    }

    /// Lets it do its work and waits for it; blocks the calling thread.
    func release() {
        close(pipe)
        _ = process.waitForEnd()
    }
}
