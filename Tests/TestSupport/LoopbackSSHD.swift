public import Foundation
import Glibc

/// A real OpenSSH server on a loopback port, with a host key and a folder of its own.
///
/// Logins are for the user who runs the tests, by the keys it was started with. Works as root and without.
public final class LoopbackSSHD: Sendable {
    private static let program = "/usr/sbin/sshd"
    private static let keyGenerator = "/usr/bin/ssh-keygen"

    /// Whether OpenSSH's server and key generator are installed; suites that need them are enabled by this.
    public static var isAvailable: Bool {
        [program, keyGenerator].allSatisfy(FileManager.default.isExecutableFile(atPath:))
    }

    /// The port it listens on at 127.0.0.1.
    public var port: Int { place.number }
    /// The only user who can log in.
    public let user: String
    /// Its host key as `SHA256:` and Base64, as `ssh-keygen -l` prints it.
    public let hostKeyFingerprint: String
    /// A folder for the test's remote files; gone when the server stops.
    public var files: URL { folder.url.appending(path: "files") }

    private let place: ReservedPort
    private let folder: TemporaryFolder
    private let process: SSHDProcess

    private init(place: ReservedPort, user: String, fingerprint: String, folder: TemporaryFolder, process: SSHDProcess) {
        self.place = place
        self.user = user
        self.hostKeyFingerprint = fingerprint
        self.folder = folder
        self.process = process
    }

    /// Starts a server and returns when it listens.
    ///
    /// - Parameters:
    ///   - authorizedKeys: lines for `authorized_keys`.
    ///   - options: lines for `sshd_config`; they take the place of the usual ones of the same keyword.
    public static func start(authorizedKeys: [String], options: [String] = []) async throws -> LoopbackSSHD {
        let user = NSUserName()
        // OpenSSH needs its empty folder when it is root; nobody else may make it.
        if geteuid() == 0 { _ = unsafe mkdir("/run/sshd", 0o755) }
        let folder = try TemporaryFolder()
        do {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: "files"), withIntermediateDirectories: false)
            let lines = authorizedKeys.map { $0 + "\n" }.joined()
            try Data(lines.utf8).write(to: folder.url.appending(path: "authorized_keys"))
            let fingerprint = try await makeHostKey(in: folder)
            let place = try ReservedPort()
            try configuration(port: place.number, options: options, in: folder)
            let process = try SSHDProcess(program: program, configuration: folder.path("config"))
            guard try await process.listens() else { throw Failure(description: "sshd did not start: \(process.log)") }
            return LoopbackSSHD(place: place, user: user, fingerprint: fingerprint, folder: folder, process: process)
        } catch {
            folder.remove()
            throw error
        }
    }

    /// What the server has written so far.
    public var log: String { process.log }

    /// Ends the server with every session and command it started, and removes its folder.
    public func stop() {
        process.stop()
        folder.remove()
    }

    /// The same without holding up a shared thread: looking through all processes takes its time.
    public func end() async {
        await onOwnThread { self.stop() }
    }

    deinit {
        stop()
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func makeHostKey(in folder: TemporaryFolder) async throws -> String {
        let made = try await Program.run(
            keyGenerator, ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder.path("host_key")])
        let shown = try await Program.run(keyGenerator, ["-l", "-E", "sha256", "-f", folder.path("host_key.pub")])
        let words = shown.output.split(separator: " ")
        guard made.status == 0, shown.status == 0, words.count > 1 else {
            throw Failure(description: "ssh-keygen: \(made.errors) \(shown.errors)")
        }
        return String(words[1])
    }

    private static func configuration(port: Int, options: [String], in folder: TemporaryFolder) throws {
        let usual = [
            "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(folder.path("host_key"))", "PidFile none",
            "AuthorizedKeysFile \(folder.path("authorized_keys"))", "StrictModes no", "UsePAM no",
            "PasswordAuthentication no", "PrintMotd no", "MaxStartups 200", "Subsystem sftp internal-sftp",
        ]
        // A shell that believes it is nested leaves the start-up files of the account alone.
        let nested = "SHLVL=2"
        let options =
            options.contains { $0.hasPrefix("SetEnv ") }
            ? options.map { $0.hasPrefix("SetEnv ") ? "\($0) \(nested)" : $0 } : options + ["SetEnv \(nested)"]
        let given = Set(options.compactMap { $0.split(separator: " ").first })
        let left = usual.filter { line in !given.contains { line.hasPrefix($0 + " ") } }
        let text = (options + left).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: folder.path("config")))
    }
}
