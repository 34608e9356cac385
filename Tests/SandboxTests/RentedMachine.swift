import Foundation
import Sandbox
import TestSupport
import Testing

/// A running machine with a key on it.
struct RentedMachine: Sendable {
    let cloud: SandboxClient
    let id: Int
    let sshPort: Int
    /// Where the client's key lies.
    let folder: TemporaryFolder
    /// The machine's model server.
    var ollama: SandboxClient

    private var options: [String] {
        [
            "-F", "/dev/null", "-i", folder.path("key"), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            "-o", "ConnectTimeout=120",
        ]
    }

    /// Runs a command there with the real client.
    func ssh(_ command: String) async throws -> Program.Outcome {
        try await Program.run(
            "/usr/bin/ssh", options + ["-p", "\(sshPort)", "\(NSUserName())@127.0.0.1", command])
    }

    /// Runs a batch of SFTP commands with the real client.
    func sftp(_ batch: String) async throws -> Program.Outcome {
        let file = folder.url.appending(path: "batch")
        try Data(batch.utf8).write(to: file)
        return try await Program.run(
            "/usr/bin/sftp", options + ["-b", file.path, "-P", "\(sshPort)", "\(NSUserName())@127.0.0.1"])
    }

    /// Rents a machine and puts a new key on it.
    static func rent(_ gpu: String, from cloud: SandboxClient) async throws -> RentedMachine {
        try await enter(try await cloud.rent(gpu), of: cloud)
    }

    /// Puts a new key on a machine that was rented before; a ``CallFailure`` when it is gone already.
    static func enter(_ id: Int, of cloud: SandboxClient) async throws -> RentedMachine {
        let folder = try TemporaryFolder()
        let made = try await Program.run(
            "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.path("key")])
        try #require(made.status == 0)
        let key = try String(contentsOf: folder.url.appending(path: "key.pub"), encoding: .utf8)
        let attach = try await cloud.call("POST", "/vastai/api/v0/instances/\(id)/ssh/", ["ssh_key": .string(key)])
        guard attach.status == 200, let port = try await cloud.show(id)["ssh_port"]?.int else {
            folder.remove()
            throw CallFailure(status: Int32(attach.status), message: "machine \(id) takes no key: \(attach.text)")
        }
        return RentedMachine(cloud: cloud, id: id, sshPort: port, folder: folder, ollama: cloud)
    }
}

/// Runs a test on a fresh machine of a fresh sandbox.
func withMachine(
    _ gpu: String = "RTX 4090", change: (inout SandboxOptions) -> Void = { _ in },
    _ body: @escaping @Sendable (RentedMachine) async throws -> Void
) async throws {
    try await withSandbox(change) { cloud in
        var machine = try await RentedMachine.rent(gpu, from: cloud)
        defer { machine.folder.remove() }
        let address = try await machine.ssh("echo $OLLAMA_HOST")
        let port = try #require(Int(address.output.trimmingCharacters(in: .whitespacesAndNewlines).dropFirst(10)), "\(address.errors)")
        machine.ollama = SandboxClient(port: port, key: nil)
        try await body(machine)
    }
}
