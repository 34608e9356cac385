import Foundation
import Sandbox
import TestSupport
import Testing

/// What must be over when a sandbox is.
@Suite(.needsSSHServer) struct EndingTests {
    /// Starts a process that has neither a machine's session nor its environment; returns its id.
    private static func stray(on machine: RentedMachine) async throws -> String {
        let started = try await machine.ssh("env -i /usr/bin/setsid /bin/bash -c 'echo $$; exec sleep 1000 <&- >&- 2>&-' &")
        let pid = started.output.trimmingCharacters(in: .newlines)
        try #require(SandboxProcess.isAlive(pid), "\(started.errors)")
        return pid
    }

    @Test(arguments: [SIGTERM, SIGKILL])
    func `what left its session and environment behind ends with the sandbox`(signal: Int32) async throws {
        let sandbox = try await SandboxProcess(["--boot-seconds", "0"])
        let machine = try await RentedMachine.rent("RTX 4090", from: sandbox.client)
        defer { machine.folder.remove() }
        let pid = try await Self.stray(on: machine)
        sandbox.signal(signal)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
        try await eventually("the process lives on") { !SandboxProcess.isAlive(pid) }
    }

    @Test func `destroying a machine ends what left its session and environment behind`() async throws {
        try await withMachine { machine in
            let pid = try await Self.stray(on: machine)
            _ = try await machine.cloud.destroy(machine.id)
            try await eventually("the process lives on") { !SandboxProcess.isAlive(pid) }
        }
    }

    @Test func `killing all processes of a machine spares none and leaves the machine to log in to`() async throws {
        try await withMachine { machine in
            let pid = try await Self.stray(on: machine)
            try await machine.cloud.fault(["kind": "kill_processes", "instance": .string("\(machine.id)")])
            try await eventually("the process lives on") { !SandboxProcess.isAlive(pid) }
            #expect(try await machine.ssh("true").status == 0)
        }
    }

    @Test func `killed outright when its data folder is gone, its machines still end`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let sandbox = try await SandboxProcess(["--boot-seconds", "0", "--data", folder.path("data")])
        let machine = try await RentedMachine.rent("RTX 4090", from: sandbox.client)
        defer { machine.folder.remove() }
        let pid = try await Self.stray(on: machine)
        let daemon = try await Program.run("/usr/bin/pgrep", ["-P", "\(sandbox.pid)", "-f", "sshd"])
        let server = daemon.output.trimmingCharacters(in: .newlines)
        try #require(SandboxProcess.isAlive(server))
        try FileManager.default.removeItem(atPath: folder.path("data"))
        sandbox.signal(SIGKILL)
        try await eventually("the SSH server lives on") { !SandboxProcess.isAlive(server) }
        try await eventually("the process lives on") { !SandboxProcess.isAlive(pid) }
    }

    @Test func `a stop ends although clients come to machines that nobody had connected to`() async throws {
        let sandbox = try await SandboxProcess(["--boot-seconds", "0"])
        let busy = try await RentedMachine.rent("RTX 4090", from: sandbox.client)
        defer { busy.folder.remove() }
        _ = try await Self.stray(on: busy)
        var ports: [Int] = []
        for offer in try await sandbox.client.search(["limit": 12, "dph_total": ["gt": 0, "lt": 9]]) where offer["id"]?.int != nil {
            let id = try #require(try await sandbox.client.create(offer).json["new_contract"]?.int)
            ports.append(try #require(try await sandbox.client.show(id)["ssh_port"]?.int))
        }
        // One after the other, so that some come at every moment of the stop.
        let knocks = ports.map { "(exec 3<>/dev/tcp/127.0.0.1/\($0); cat <&3) & sleep 0.03" }.joined(separator: "; ")
        sandbox.signal(SIGTERM)
        _ = try await Program.run("/bin/bash", ["-c", "{ \(knocks); wait; } 2>/dev/null >&2"])
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
    }
}
