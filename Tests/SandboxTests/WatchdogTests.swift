import Domain
import Foundation
import Glibc
import Providers
import TestSupport
import Testing

@testable import Sandbox

/// The product's dead man's switch on the sandbox's machines.
struct WatchdogTests {
    private static let long = Watchdog(allowance: .seconds(3600), grace: .seconds(60))
    private static let short = Watchdog(allowance: .seconds(1), grace: .seconds(1))

    @Test func `a machine that nobody comes back to ends itself and costs no more`() async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.launch(Self.short)
            try await eventually("it lives on") { try await client.show(id).isNull }
            #expect(try await client.selfEndings() == ["\(id) destroyed"])
            #expect(try await client.state()["instances"] == [])
            try await eventually("something of it lives on") { try house.processes(of: id).isEmpty && house.folder(of: id) == nil }
            func credit() async throws -> Double? { try await client.call("GET", "/vastai/api/v0/users/current").json["credit"]?.number }
            let left = try #require(try await credit())
            #expect(try await credit() == left)
        }
    }

    @Test func `a machine that may not end stops, and one that may not stop is switched off`() async throws {
        try await withOpenSandbox { client, house in
            let other = try await client.launch(Self.long, gpu: "RTX 3090")
            try await client.fault(["kind": "server_error", "operation": "destroy"])
            let stopping = try await client.launch(Self.short)
            try await eventually("it runs on") { try await client.status(stopping) == "stopped" }
            try await client.fault(["kind": "server_error", "operation": "update"])
            let failing = try await client.launch(Self.short, gpu: "RTX 3060")
            try await eventually("it runs on") { try await client.status(failing) == "stopped" }
            #expect(try await client.selfEndings() == ["\(stopping) stopped", "\(failing) powered_off"])
            for id in [stopping, failing] {
                try await eventually("something of it lives on") { try house.processes(of: id).isEmpty }
            }
            // And nothing else happened.
            #expect(try await client.status(other) == "running")
            try await eventually("nothing watches the other one") { try house.loops(of: other) == 1 }
            #expect(try await client.state()["instances"]?.array?.count == 3)
        }
    }

    @Test func `on a machine the script knows the mark that keeps it from reaching out`() async throws {
        try await withOpenSandbox { client, house in
            let id = try await client.launch(Self.long)
            #expect(try await client.show(id)["onstart"]?.string?.contains("${\(ProcessTable.marker)-}") == true)
            let lines = MachineScripts.login(files: MachineFiles(folder: "/f"), ollamaPort: 1, path: "/bin").split(separator: "\n")
            #expect(lines.contains("export \(ProcessTable.marker)='/f'"))
        }
    }

    @Test(.needsSSHServer) func `a machine that is granted more over SSH outlives one that is not`() async throws {
        let outlived = try await Self.inTime { watchdog in
            try await Self.withMachine(watchdog) { machine, _ in
                let granted = try await machine.ssh(WatchdogScript.grantCommand(seconds: 3600))
                // Too late: it had ended before anybody was in.
                guard granted.status == 0 else { return nil }
                let report = WatchdogReport(output: granted.output)
                #expect(report?.isRunning == true && (3000...3600).contains(report?.secondsLeft ?? 0), "\(granted)")
                let other = try await machine.cloud.launch(watchdog, gpu: "RTX 3090")
                try await eventually("it lives on") { try await machine.cloud.show(other).isNull }
                return try await machine.cloud.status(machine.id) == "running"
            }
        }
        #expect(outlived == true)
    }

    @Test(.needsSSHServer) func `a damaged file does not keep a machine alive`() async throws {
        let ended = try await Self.inTime { watchdog in
            try await Self.withMachine(watchdog) { machine, _ in
                let damage = try await machine.ssh("cd .gpu-shopper && head -c 3000 /dev/urandom >deadline && echo done")
                guard damage.output == "done\n" else { return nil }
                return try await Patience.sees(every: .milliseconds(50)) { try await machine.cloud.show(machine.id).isNull }
            }
        }
        #expect(ended == true)
    }

    @Test(.needsSSHServer) func `a second run of the start script leaves one loop`() async throws {
        try await Self.withMachine(Self.long) { machine, house in
            try await eventually("nothing watches") { try house.loops(of: machine.id) == 1 }
            let deadline = try house.file("home/.gpu-shopper/deadline", of: machine.id)
            let identity = "CONTAINER_ID=\(machine.id) CONTAINER_API_KEY=none"
            // The shell has nothing more to wait for once the second one has seen the first.
            let second = try await machine.ssh("export \(identity); . ../onstart; wait; echo over")
            #expect(second.output == "over\n", "\(second.errors)")
            try await eventually("there is not one loop") { try house.loops(of: machine.id) == 1 }
            _ = try await machine.cloud.set(machine.id, state: "stopped")
            #expect(try house.loops(of: machine.id) == 0)
            _ = try await machine.cloud.set(machine.id, state: "running")
            try await eventually("nothing watches after a restart") { try house.loops(of: machine.id) == 1 }
            #expect(try house.file("home/.gpu-shopper/deadline", of: machine.id) == deadline)
        }
    }

    @Test func `ending a machine ends its loop, though nobody ever connected`() async throws {
        try await withOpenSandbox { client, house in
            let ids = [try await client.launch(Self.long), try await client.launch(Self.long, gpu: "RTX 3090")]
            for id in ids { try await eventually("nothing watches") { try house.loops(of: id) == 1 } }
            #expect(try await client.destroy(ids[0]).status == 200)
            #expect(try house.processes(of: ids[0]).isEmpty)
            #expect(try house.folder(of: ids[0]) == nil)
            #expect(try house.loops(of: ids[1]) == 1)
        }
    }

    @Test(arguments: [SIGTERM, SIGKILL]) func `no loop outlives its sandbox`(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let house = OpenHouse(data: folder.url.resolvingSymlinksInPath().path(percentEncoded: false) + "/data")
        let sandbox = try await SandboxProcess(["--boot-seconds", "0", "--data", house.data])
        let id = try await sandbox.client.launch(Self.long)
        try await eventually("nothing watches") { try house.loops(of: id) == 1 }
        sandbox.signal(signal)
        try await eventually("the sandbox lives on") { !sandbox.isAlive }
        try await eventually("the loop lives on") { try house.processes(of: id).isEmpty }
    }

    /// Tries with more and more time until somebody got in before the machine ended, which is `nil` otherwise.
    private static func inTime(_ body: @Sendable (Watchdog) async throws -> Bool?) async throws -> Bool? {
        try await Patience.growing(from: .seconds(8)) { time throws -> Bool? in
            do {
                return try await body(Watchdog(allowance: time, grace: .zero))
            } catch is CallFailure {
                return nil
            }
        } until: {
            $0 != nil
        }
    }

    /// Launches a machine in a fresh sandbox and lets somebody in.
    private static func withMachine<Value: Sendable>(
        _ watchdog: Watchdog, _ body: @Sendable (RentedMachine, OpenHouse) async throws -> Value
    ) async throws -> Value {
        let values = Values<Value>()
        try await withOpenSandbox { client, house in
            let machine = try await RentedMachine.enter(try await client.launch(watchdog), of: client)
            defer { machine.folder.remove() }
            await values.keep(try await body(machine, house))
        }
        return try #require(await values.last)
    }

    private actor Values<Value: Sendable> {
        private(set) var last: Value?
        func keep(_ value: Value) { last = value }
    }
}
