import Foundation
import Sandbox
import TestSupport
import Testing

@Suite(.needsSSHServer) struct ProcessTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends everything and leaves nothing behind`(signal: Int32) async throws {
        let sandbox = try await SandboxProcess(["--boot-seconds", "0"])
        let (pid, home) = try await RentedMachine.busy(on: sandbox.client)
        #expect(SandboxProcess.isAlive(pid))
        sandbox.signal(signal)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
        #expect(!SandboxProcess.isAlive(pid))
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func `killed outright, its machines still end and its folder goes`() async throws {
        let sandbox = try await SandboxProcess(["--boot-seconds", "0"])
        let (pid, home) = try await RentedMachine.busy(on: sandbox.client)
        sandbox.signal(SIGKILL)
        try await eventually("the machine lives on") { !SandboxProcess.isAlive(pid) }
        try await eventually("the folder stays") { !FileManager.default.fileExists(atPath: home) }
    }

    @Test func `the next start on the same folder ends what even the guardian could not`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let data = folder.path("data")
        let sandbox = try await SandboxProcess(["--boot-seconds", "0", "--data", data])
        let (pid, home) = try await RentedMachine.busy(on: sandbox.client)
        // Its guardian is the child that reads from a pipe for as long as the sandbox lives.
        let children = try await Program.run("/usr/bin/pgrep", ["-P", "\(sandbox.pid)", "-f", "gpu-sandbox-guardian"])
        let guardian = try #require(children.output.split(separator: "\n").first.flatMap { Int32($0) })
        kill(guardian, SIGKILL)
        sandbox.signal(SIGKILL)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
        #expect(SandboxProcess.isAlive(pid))
        let next = try await SandboxProcess(["--data", data])
        #expect(!SandboxProcess.isAlive(pid))
        #expect(!FileManager.default.fileExists(atPath: home))
        next.signal(SIGTERM)
        try await eventually("the second sandbox lives on") { !next.isAlive }
    }

    @Test func `two sandboxes do not touch each other`() async throws {
        let first = try await SandboxProcess(["--boot-seconds", "0"])
        let second = try await SandboxProcess(["--boot-seconds", "0"])
        let survivor = try await RentedMachine.busy(on: first.client)
        _ = try await RentedMachine.busy(on: second.client)
        second.signal(SIGTERM)
        try await eventually("the second sandbox lives on") { !second.isAlive }
        #expect(SandboxProcess.isAlive(survivor.pid))
        #expect(try await first.client.state()["instances"]?.array?.count == 1)
        first.signal(SIGTERM)
        try await eventually("the first sandbox lives on") { !first.isAlive }
    }

    @Test func `one folder serves one sandbox`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let sandbox = try await SandboxProcess(["--data", folder.path("data")])
        let program = try #require(SandboxProcess.program)
        let second = try await Program.run(program, ["--port", "0", "--data", folder.path("data")])
        #expect(second.status == 1)
        #expect(second.errors.contains("give another --data"))
        sandbox.signal(SIGTERM)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
    }

    @Test func `env prints what a client needs`() async throws {
        let program = try #require(SandboxProcess.program)
        let outcome = try await Program.run(program, ["env", "--port", "4321"])
        #expect(outcome.output.contains("VASTAI_BASE_URL=http://127.0.0.1:4321/vastai\n"))
        #expect(outcome.output.contains("VASTAI_API_KEY=sandbox\n"))
        #expect(outcome.output.contains("VASTAI_SSH_USER=\(NSUserName())\n"))
    }

    @Test func `a thousand machines fit, for only those somebody connects to cost anything`() async throws {
        let sandbox = try await SandboxProcess(["--boot-seconds", "0", "--offers", "1300", "--balance", "100000"])
        let offers = try await sandbox.client.search(["limit": 2000]).filter { $0["id"]?.int != nil }.prefix(1000)
        try #require(offers.count == 1000)
        // One process per call would be the slow part, so one does them all.
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let calls = offers.compactMap { $0["id"]?.int }.map { id in
            "next\nurl = \"http://127.0.0.1:\(sandbox.client.port)/vastai/api/v0/asks/\(id)/\"\nrequest = \"PUT\"\n"
                + "header = \"Authorization: Bearer k\"\ndata = \"{\\\"image\\\":\\\"i\\\"}\"\nsilent\n"
        }
        let file = folder.url.appending(path: "calls")
        try Data(calls.joined().dropFirst(5).utf8).write(to: file)
        let outcome = try await Program.run("/usr/bin/curl", ["-q", "-K", file.path])
        #expect(outcome.output.components(separatedBy: "\"success\":true").count - 1 == 1000)
        #expect(try await sandbox.client.list().json["total_instances"] == 1000)
        sandbox.signal(SIGTERM)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
    }

    @Test func `a reader that went away does not matter`() async throws {
        let program = try #require(SandboxProcess.program)
        let port = try ReservedPort()
        let words = ["-c", "exec 3> >(:); wait $!; exec \"$0\" --port \(port.number) >&3", program]
        let sandbox = ChildWatch(try ChildProcess("/bin/bash", words, output: "/dev/null", errors: "/dev/null"))
        try await eventually("it does not serve") {
            (try? await SandboxClient(port: port.number).state()) != nil || sandbox.status != nil
        }
        sandbox.signal(SIGTERM)
        #expect(await sandbox.end() == 0)
    }

    @Test(arguments: [">/dev/full", ">&-"])
    func `a line that cannot be written is told of`(target: String) async throws {
        let program = try #require(SandboxProcess.program)
        let outcome = try await Program.run("/bin/bash", ["-c", "\"$0\" --port 0 \(target)", program])
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: cannot write to standard output: "), "\(outcome.errors)")
    }

    @Test(.enabled("only root can become somebody without an account") { getuid() == 0 })
    func `env is an error for a user without an account`() async throws {
        let program = try #require(SandboxProcess.program)
        let words = ["--reuid=54321", "--clear-groups", "/usr/bin/env", "TMPDIR=/nowhere", program, "env"]
        let outcome = try await Program.run("/usr/bin/setpriv", words)
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("error: the system knows no account with the user id 54321"), "\(outcome.errors)")
    }
}
