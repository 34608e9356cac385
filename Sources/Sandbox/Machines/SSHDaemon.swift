import Foundation
import Glibc

/// The real `sshd` of one machine.
struct SSHDaemon: Sendable {
    let process: ChildProcess
    let port: Int

    /// Makes a host key, finds a free port and starts `sshd` there; blocks the calling thread until it answers.
    static func start(_ files: MachineFiles) throws -> SSHDaemon {
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
            let port = try LoopbackPort.free()
            try files.writeConfiguration(port: port, usesPAM: isRootLocked)
            let process = try ChildProcess(
                ["/usr/sbin/sshd", "-D", "-e", "-f", files.configuration], environment: environment, log: files.log)
            let start = ProcessTable.startTime(of: process.pid) ?? 0
            try files.write("\(process.pid) \(start)\n", to: files.processID)
            for _ in 0..<3000 {
                if process.ended() != nil { break }
                if LoopbackPort.answers(port) { return SSHDaemon(process: process, port: port) }
                usleep(5000)
            }
            if process.ended() == nil { _ = Glibc.kill(process.pid, SIGKILL) }
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
        let log = (try? String(contentsOfFile: files.log, encoding: .utf8)) ?? ""
        return SandboxProblem("\(what): \(log.suffix(400)). Is openssh-server installed?")
    }

    /// `sshd` alone refuses an account whose password is locked; PAM does not.
    private static var isRootLocked: Bool {
        guard getuid() == 0, let shadow = try? String(contentsOfFile: "/etc/shadow", encoding: .utf8)
        else { return false }
        return shadow.split(separator: "\n").contains { $0.hasPrefix("root:!") }
    }
}
