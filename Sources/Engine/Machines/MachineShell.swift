package import Foundation
package import SSH

/// What a session does on its machine over one connection.
package protocol MachineShell: Sendable {
    /// The key that the host presented.
    var hostKeyFingerprint: String { get async }

    /// Runs a command to its end.
    func run(_ command: ShellCommand, timeout: Duration) async throws -> CommandOutput

    /// Makes a folder that is there already or not.
    func makeDirectory(_ path: String, permissions: Int) async throws

    /// Sends a file; it shows under its name when it is whole.
    func upload(file: URL, to path: String, permissions: Int) async throws

    /// What is in a folder.
    func list(_ directory: String) async throws -> [RemoteEntry]
}

extension RemoteHost: MachineShell {
    package func run(_ command: ShellCommand, timeout: Duration) async throws -> CommandOutput {
        try await run(command, input: nil, timeout: timeout)
    }

    package func makeDirectory(_ path: String, permissions: Int) async throws {
        try await makeDirectory(path, permissions: permissions, timeout: .seconds(60))
    }

    package func upload(file: URL, to path: String, permissions: Int) async throws {
        _ = try await upload(file: file, to: path, permissions: permissions, options: TransferOptions())
    }

    package func list(_ directory: String) async throws -> [RemoteEntry] {
        try await list(directory, timeout: .seconds(60))
    }
}
