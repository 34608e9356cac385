import Domain
import Foundation
import Glibc
import Providers
import TestSupport
import Testing

/// The start script at work, in processes of this computer.
struct WatchdogLoopTests {
    private static let long = Watchdog(allowance: .seconds(3600), grace: .seconds(0))
    private static let short = Watchdog(allowance: .seconds(1), grace: .seconds(1))

    private static let clients = ["curl", "wget", "python3"].filter { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }

    @Test(arguments: clients, ["sh", "bash"])
    func `past its time a machine asks for its end, for a stop, and switches itself off`(client: String, shell: String) async throws {
        let machine = try await FolderMachine(Self.short, tools: [client]) { _ in .json(#"{"success": false}"#, status: 500) }
        try await machine.start(shell: shell)
        #expect(try await Patience.sees { machine.isOff }, "it is not off")
        let asked = machine.asked
        try #require(asked.count == 2)
        #expect(asked.map { "\($0.method) \($0.target)" } == ["DELETE", "PUT"].map { "\($0) /api/v0/instances/\(FolderMachine.id)/" })
        #expect(asked.map { String(decoding: $0.body, as: UTF8.self) } == ["{}", #"{"state":"stopped"}"#])
        for request in asked {
            #expect(request.header("Authorization") == "Bearer \(FolderMachine.key)")
            #expect(request.header("Content-Type") == "application/json")
        }
        #expect(!machine.reachedOut)
    }

    @Test func `a machine whose end was accepted waits for it`() async throws {
        let machine = try await FolderMachine(Self.short)
        try await machine.start()
        #expect(try await Patience.sees { machine.hasTried }, "it did nothing")
        #expect(machine.asked.map(\.method) == ["DELETE"])
        #expect(!machine.isOff)
    }

    @Test func `a machine that may not be destroyed is stopped`() async throws {
        let machine = try await FolderMachine(Self.short) { $0.method == "DELETE" ? .json("{}", status: 403) : .json("{}") }
        try await machine.start()
        #expect(try await Patience.sees { machine.hasTried }, "it did nothing")
        #expect(machine.asked.map(\.method) == ["DELETE", "PUT"])
        #expect(!machine.isOff)
    }

    @Test func `without any program to ask with a machine switches itself off`() async throws {
        let machine = try await FolderMachine(Self.short, tools: [])
        try await machine.start()
        #expect(try await Patience.sees { machine.isOff }, "it is not off")
        #expect(machine.asked.isEmpty)
    }

    @Test func `on a developer's computer nothing outside the machine is touched`() async throws {
        // Without a switch of its own, and without an identity, which PID 1 of this computer might have.
        let machine = try await FolderMachine(Self.short, hasSwitch: false)
        try await machine.start(knowsItself: false)
        #expect(try await Patience.sees { machine.hasTried }, "it did nothing")
        #expect(!machine.reachedOut && machine.asked.isEmpty)
    }

    @Test(arguments: [
        "", "\n", "soon\n", "-5 %\n", "99999999999999999999999999 %\n", "08 %\n", "0x10 %\n", "1e9 %\n", "999999999\n",
        "999999999 % more\n",
        "999999999 00000000-0000-0000-0000-000000000000\n", "$(exit) %\n", "\u{0}\u{1}\n", "missing", "folder",
    ])
    func `what is no deadline does not move the one that was known`(content: String) async throws {
        let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8).trimmingCharacters(in: .newlines)
        // On a busy computer the file may come too late; then it is tried with more time.
        let wasAsked = try await Patience.growing(from: .seconds(2)) { time throws -> Bool? in
            let machine = try await FolderMachine(Watchdog(allowance: time, grace: .zero))
            try await machine.start()
            switch content {
            case "missing", "folder": try machine.removeDeadline(leaving: content == "folder")
            default: try machine.replace("deadline", with: content.replacing("%", with: boot))
            }
            guard machine.asked.isEmpty else { return nil }
            return try await Patience.sees { machine.asked.first?.method == "DELETE" }
        } until: {
            $0 != nil
        }
        #expect(wasAsked == true)
    }

    @Test func `a second start leaves the first loop and its deadline alone`() async throws {
        let machine = try await FolderMachine(Self.long)
        try await machine.start()
        let (loop, deadline) = (machine.loop, machine.deadline)
        // The shell has nothing more to wait for once the second one has seen the first.
        let second = try await machine.run(". \"$HOME/../onstart\"; wait")
        #expect(second.status == 0)
        #expect(machine.loop == loop && machine.deadline == deadline)
        #expect(try loop.map { try #require(FolderMachine.lives($0)) } != nil)
    }

    @Test func `a machine that was restarted goes on with the time it had`() async throws {
        let machine = try await FolderMachine(Self.long)
        try await machine.start()
        let first = try #require(machine.loop)
        #expect(try await machine.run(WatchdogScript.grantCommand(seconds: 7200)).status == 0)
        let deadline = machine.deadline
        try await machine.killLoop()
        try await machine.start()
        #expect(try await Patience.sees { machine.loop != first }, "nothing watches")
        #expect(machine.deadline == deadline)
    }

    @Test(arguments: ["5 00000000-0000-4000-8000-000000000000\n", "nonsense\n"])
    func `after the host's reboot, or without a deadline, the full time starts again`(line: String) async throws {
        let machine = try await FolderMachine(Self.long)
        try machine.replace("deadline", with: line)
        try await machine.start()
        #expect(try await Patience.sees { machine.deadline != line }, "it took the old one")
        let report = WatchdogReport(output: try await machine.run(WatchdogScript.reportCommand).output)
        #expect((3000...3600).contains(report?.secondsLeft ?? 0))
    }

    @Test func `the name of a process that is another one by now holds nobody up`() async throws {
        let machine = try await FolderMachine(Self.long)
        try machine.replace("watchdog", with: "\(getpid()) 1\n")
        try await machine.start()
        #expect(try await Patience.sees { machine.loop.map { $0 != getpid() } ?? false }, "nothing watches")
    }
}
