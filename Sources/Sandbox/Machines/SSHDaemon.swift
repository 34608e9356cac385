import Foundation
import Glibc

/// The real `sshd` of one machine.
struct SSHDaemon: Sendable {
    let process: ChildProcess
    let port: Int

    /// Makes a host key, finds a free port and starts `sshd` there; blocks the calling thread until it answers.
    ///
    /// `freePort` finds the ports to try.
    static func start(
        _ files: MachineFiles, guardian: Guardian, freePort: () throws -> Int = LoopbackPort.free
    ) throws -> SSHDaemon {
        if getuid() == 0 {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        }
        let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let maker = try ChildProcess(
            ["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "machine", "-f", files.hostKey],
            environment: environment, log: files.log)
        guard maker.waitForEnd() == 0 else { throw problem("ssh-keygen failed", files) }
        // Somebody else may take the port between finding it free and using it.
        for _ in 0..<5 {
            let port = try freePort()
            let logged = log(files).count
            try files.writeConfiguration(port: port, usesPAM: usesPAM)
            let process = try ChildProcess(
                adopting(["/usr/sbin/sshd", "-D", "-e", "-f", files.configuration]), environment: environment, log: files.log)
            guardian.watch(process.pid)
            try files.write(ProcessTable.identity(of: process.pid), to: files.processID)
            for _ in 0..<3000 {
                if process.ended() != nil { break }
                // That somebody answers there proves nothing: it may be the one who took the port.
                let news = log(files).dropFirst(logged)
                if String(decoding: news, as: UTF8.self).contains("Server listening on 127.0.0.1 port \(port).") {
                    return SSHDaemon(process: process, port: port)
                }
                usleep(5000)
            }
            if process.ended() == nil {
                _ = Glibc.kill(process.pid, SIGKILL)
                _ = process.waitForEnd()
            }
        }
        throw problem("sshd does not start", files)
    }

    /// Stops it where it is: its children are found through it, so it must outlive them.
    func freeze() {
        _ = Glibc.kill(process.pid, SIGSTOP)
    }

    /// Kills it; blocks until it is gone.
    func reap() {
        _ = Glibc.kill(process.pid, SIGKILL)
        _ = process.waitForEnd()
    }

    private static func problem(_ what: String, _ files: MachineFiles) -> SandboxProblem {
        let log = String(decoding: log(files).suffix(400), as: UTF8.self)
        return SandboxProblem("\(what): \(log). Is openssh-server installed?")
    }

    private static func log(_ files: MachineFiles) -> Data { FileManager.default.contents(atPath: files.log) ?? Data() }

    /// `sshd` alone refuses an account whose password is locked; PAM does not, but only root can use it.
    private static var usesPAM: Bool { getuid() == 0 && SSHAccount.isLocked }

    /// The command, run as the parent of all orphans below it.
    ///
    /// A process that leaves its session and its environment behind is then still found below the machine's `sshd`.
    /// Only a process itself can ask the kernel for that, and keeps it through `exec`; Perl is on every Debian.
    private static func adopting(_ command: [String]) -> [String] {
        let perl = "/usr/bin/perl"
        guard let number = prctlNumber, FileManager.default.isExecutableFile(atPath: perl) else { return command }
        // 36 is PR_SET_CHILD_SUBREAPER.
        return [perl, "-e", "syscall(\(number), 36, 1, 0, 0, 0); exec { $ARGV[0] } @ARGV"] + command
    }

    /// The number of the system call `prctl`, where it is known.
    private static var prctlNumber: Int? {
        #if arch(x86_64)
        157
        #elseif arch(arm64)
        167
        #else
        nil
        #endif
    }
}
