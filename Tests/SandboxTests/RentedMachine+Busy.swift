import TestSupport
import Testing

extension RentedMachine {
    /// Starts something on a machine that outlives its login; returns its process id and its home.
    static func busy(on client: SandboxClient) async throws -> (pid: String, home: String) {
        let machine = try await rent("RTX 4090", from: client)
        defer { machine.folder.remove() }
        let started = try await machine.ssh("setsid nohup sleep 1000 >/dev/null 2>&1 & echo $!; echo $HOME")
        let lines = started.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 2, "\(started.errors)")
        return (lines[0], lines[1])
    }
}
