import Foundation
import TestSupport
import Testing

extension BenchBed {
    /// Logs in to a session's machine with OpenSSH and runs a command there.
    func login(_ session: JSONTree, key: String, _ command: String) async throws -> Program.Outcome {
        let file = folder.appending(path: "login-\(UUID().uuidString)")
        try Data(key.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let (host, port) = (try #require(session["ssh_host"].text), Int(try #require(session["ssh_port"].number)))
        return try await Program.run(
            "/usr/bin/ssh",
            [
                "-F", "/dev/null", "-i", file.path, "-p", String(port), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "\(session["ssh_user"].text ?? "root")@\(host)", command,
            ])
    }
}
