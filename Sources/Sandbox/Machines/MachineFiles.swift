import Foundation
import Glibc

/// The folder of one machine and what lies in it.
struct MachineFiles: Sendable {
    let folder: String
    var home: String { folder + "/home" }
    var temporary: String { folder + "/tmp" }
    var binaries: String { folder + "/bin" }
    var hostKey: String { folder + "/hostkey" }
    var configuration: String { folder + "/sshd_config" }
    var authorizedKeys: String { home + "/.ssh/authorized_keys" }
    var login: String { folder + "/login" }
    var log: String { folder + "/sshd.log" }
    var startScript: String { folder + "/onstart" }
    var startLog: String { folder + "/onstart.log" }
    var processID: String { folder + "/sshd.pid" }

    func make() throws {
        for path in [folder, home, home + "/.ssh", temporary, binaries] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Puts a file in its place with its permissions: at no moment is a command there that may not be run yet.
    func write(_ text: String, to path: String, permissions: Int = 0o600) throws {
        let fresh = "\(path).\(UUID().uuidString)"
        try Data(text.utf8).write(to: URL(filePath: fresh))
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: fresh)
        guard unsafe rename(fresh, path) == 0 else {
            throw SandboxProblem("cannot write \(path): \(ChildProcess.reason(errno))")
        }
    }

    /// Changes the list of keys that may log in, beside what else is in it.
    func changeKeys(adding fresh: [String], removing gone: Set<String>) throws {
        var lines: [String] = []
        if FileManager.default.fileExists(atPath: authorizedKeys) {
            lines = try String(contentsOfFile: authorizedKeys, encoding: .utf8).split(separator: "\n").map(String.init)
        }
        lines.removeAll(where: gone.contains)
        lines += fresh.filter { !lines.contains($0) }
        try write(lines.map { $0 + "\n" }.joined(), to: authorizedKeys)
    }

    /// Writes the commands that would switch off the computer, were they not the machine's own.
    func writeSwitches(machine: Int, controlPort: Int) throws {
        for name in ["poweroff", "shutdown"] {
            try write(
                MachineScripts.powerOff(machine: machine, controlPort: controlPort), to: binaries + "/" + name, permissions: 0o755)
        }
    }

    /// Writes what a login needs: the programs, and the script every login and every command passes through.
    func writePrograms(ollamaPort: Int, path: String, diskGB: Double) throws {
        try write(MachineScripts.nvidiaSMI(port: ollamaPort), to: binaries + "/nvidia-smi", permissions: 0o755)
        try write(MachineScripts.ollama(port: ollamaPort), to: binaries + "/ollama", permissions: 0o755)
        try write(MachineScripts.df(diskGB: diskGB), to: binaries + "/df", permissions: 0o755)
        let script = MachineScripts.login(files: self, ollamaPort: ollamaPort, path: path)
        try write(script, to: login, permissions: 0o755)
    }

    /// HOME and SHLVL keep bash from running the start-up files of the person whose account the machine borrows.
    func writeConfiguration(port: Int, usesPAM: Bool) throws {
        try write(
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(Self.quoted(hostKey))
            PidFile none
            AuthorizedKeysFile \(Self.quoted(authorizedKeys.replacing("%", with: "%%")))
            StrictModes no
            UsePAM \(usesPAM ? "yes" : "no")
            PermitRootLogin prohibit-password
            PubkeyAuthentication yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            X11Forwarding no
            PrintMotd no
            PrintLastLog no
            UseDNS no
            MaxStartups 200
            MaxSessions 200
            LoginGraceTime 60
            SetEnv \(Self.quoted("\(ProcessTable.marker)=\(folder)")) \(Self.quoted("HOME=\(home)")) SHLVL=2
            Subsystem sftp /usr/lib/openssh/sftp-server
            ForceCommand \(MachineScripts.quoted(login))

            """, to: configuration)
    }

    /// A word of `sshd`'s configuration, whatever it holds; the command is a shell's and quoted for that.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    func remove() {
        // What is left of a machine harms nobody; the sandbox's folder goes as a whole at the end.
        try? FileManager.default.removeItem(atPath: folder)
    }
}
