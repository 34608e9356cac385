import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing

struct StartScriptTests {
    /// Leaves the machine's identity in its home.
    private static let introduction = "printf '%s %s' \"$CONTAINER_ID\" \"$CONTAINER_API_KEY\" >\"$HOME/new\"; mv new identity"

    @Test(.needsSSHServer) func `it runs in the home that a login finds, and no login inherits what it was told`() async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.rent(running: "\(Self.introduction); echo said; pwd >place")
            try await eventually("it did not run") { try house.file("home/place", of: id) != nil }
            #expect(try house.file("onstart.log", of: id) == "said\n")
            // Nobody has connected: there is no SSH server yet.
            #expect(try house.file("hostkey", of: id) == nil)
            #expect(try house.processes(of: id).isEmpty)
            let machine = try await RentedMachine.enter(id, of: client)
            defer { machine.folder.remove() }
            let login = try await machine.ssh("cat identity; echo; cat place; pwd; env | grep -c ^CONTAINER_")
            let lines = login.output.split(separator: "\n").map(String.init)
            try #require(lines.count == 4, "\(login.errors)")
            #expect(lines[0].hasPrefix("\(id) ") && lines[0].count > 20)
            #expect(lines[1] == lines[2])
            #expect(lines[3] == "0")
        }
    }

    @Test func `it runs each time the machine comes up, and only then`() async throws {
        try await withOpenSandbox { client, house in
            try await client.fault(["kind": "never_boots", "times": 1])
            let never = try await client.rent(running: "echo >>runs")
            try await client.fault(["kind": "busy", "times": 1])
            let stopped = try await client.rent(running: "echo >>runs", gpu: "RTX 3090", [("cancel_unavail", false)])
            let ordinary = try await client.rent(running: "echo >>runs", gpu: "RTX 3060")
            try await eventually("it did not run") { try house.file("home/runs", of: ordinary) == "\n" }
            #expect(try house.folder(of: never) == nil)
            #expect(try house.folder(of: stopped) == nil)
            // It is running already.
            #expect(try await client.set(ordinary, state: "running").status == 200)
            #expect(try await client.set(stopped, state: "running").status == 200)
            try await eventually("it did not run") { try house.file("home/runs", of: stopped) == "\n" }
            _ = try await client.set(stopped, state: "stopped")
            _ = try await client.set(stopped, state: "running")
            try await eventually("it did not run again") { try house.file("home/runs", of: stopped) == "\n\n" }
            #expect(try house.file("home/runs", of: ordinary) == "\n")
        }
    }

    @Test func `it waits until the machine has booted`() async throws {
        try await withOpenSandbox({ $0.bootSeconds = 1 }) { client, house in
            let id = try await client.rent(running: "echo >runs")
            let statuses = try await Self.statuses(of: id, on: client) { try house.file("home/runs", of: id) != nil }
            #expect(statuses.last == "running")
        }
    }

    /// The status that was read after each look, the first of which was before the machine ran.
    private static func statuses(
        of id: Int, on client: SandboxClient, until isOver: () throws -> Bool
    ) async throws -> [JSONValue?] {
        var seen: [JSONValue?] = []
        try await eventually("it never came") {
            let isOver = try isOver()
            seen.append(try await client.status(id))
            return isOver
        }
        return seen
    }

    @Test func `what it started ends with its machine, also what has put its environment off`() async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.rent(running: "setsid sleep 1000 & echo $$ >new; mv new pid; exec env -i sleep 1000")
            var pid: String?
            try await eventually("it did not run") {
                pid = try house.file("home/pid", of: id)?.trimmingCharacters(in: .newlines)
                return try pid != nil && house.processes(of: id).contains("sleep 1000")
            }
            let stray = try #require(pid)
            #expect(SandboxProcess.isAlive(stray))
            _ = try await client.destroy(id)
            #expect(try house.processes(of: id).isEmpty)
            #expect(!SandboxProcess.isAlive(stray))
            #expect(try house.folder(of: id) == nil)
        }
    }

    @Test func `a machine's own key is good for that machine alone`() async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.rent(running: Self.introduction)
            let other = try await client.rent("RTX 3090")
            try await eventually("it did not run") { try house.file("home/identity", of: id) != nil }
            let words = try #require(try house.file("home/identity", of: id)).split(separator: " ")
            try #require(words.first == "\(id)")
            let machine = SandboxClient(port: client.port, key: String(words[1]))
            #expect(try await machine.show(id)["id"]?.int == id)
            for (method, path) in [
                ("GET", "instances/\(other)/"), ("PUT", "instances/\(other)/"), ("DELETE", "instances/\(other)/"), ("DELETE", "instances/"),
                ("GET", "instances/\(id)/ssh/"), ("POST", "instances/\(id)/ssh/"), ("GET", "users/current"), ("POST", "bundles/"),
                ("PUT", "asks/1/"), ("PUT", "instances/request_logs/\(id)/"),
            ] {
                let answer = try await machine.call(method, "/vastai/api/v0/\(path)", ["state": "stopped", "instance_ids": [.int(other)]])
                #expect(answer.status == 403 && answer.json["success"] == false, "\(method) \(path)")
            }
            #expect(try await machine.list().status == 403)
            #expect(try await client.status(other) == "running")
            #expect(try await machine.set(id, state: "stopped").status == 200)
            #expect(try await client.status(id) == "stopped")
            #expect(try await machine.destroy(id).status == 200)
            #expect(try await client.show(id).isNull)
            #expect(try await machine.destroy(id).status == 401)
            #expect(try await client.selfEndings() == ["\(id) stopped", "\(id) destroyed"])
        }
    }

    @Test(.needsSSHServer, arguments: ["poweroff", "shutdown -h now"])
    func `switching off stops the machine and nothing else`(command: String) async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.rent(running: "sleep 1000 &")
            let other = try await client.rent(running: "sleep 1000 &", gpu: "RTX 3090")
            let machine = try await RentedMachine.enter(id, of: client)
            defer { machine.folder.remove() }
            #expect(try await machine.ssh("command -v \(command)").output.hasPrefix(try #require(try house.folder(of: id)) + "/bin/"))
            try await eventually("they do not sleep") { try [id, other].allSatisfy { try house.processes(of: $0) == ["sleep 1000"] } }
            _ = try await machine.ssh(command)
            #expect(try await client.status(id) == "stopped")
            #expect(try await client.selfEndings() == ["\(id) powered_off"])
            try await eventually("it is not off") { try house.processes(of: id).isEmpty }
            #expect(try await client.status(other) == "running")
            #expect(try house.processes(of: other) == ["sleep 1000"])
        }
    }

    @Test(.needsSSHServer) func `start scripts can be left out`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let sandbox = try await SandboxProcess(["--boot-seconds", "0", "--data", folder.path("data"), "--start-scripts", "no"])
        let id = try await sandbox.client.rent(running: "echo >runs")
        let machine = try await RentedMachine.enter(id, of: sandbox.client)
        defer { machine.folder.remove() }
        let listing = try await machine.ssh("ls -A; echo end")
        #expect(listing.output == ".ssh\nend\n", "\(listing.errors)")
        sandbox.signal(SIGTERM)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
        let program = try #require(SandboxProcess.program)
        let refused = try await Program.run(program, ["--start-scripts", "maybe"])
        #expect(refused.status == 64 && refused.errors.contains("--start-scripts"), "\(refused.errors)")
        #expect(try await Program.run(program, ["help", "serve"]).output.contains("--start-scripts"))
    }
}
