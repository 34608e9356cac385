import Foundation
import Glibc
import Testing

@Suite("bench script: what stays in memory", .timeLimit(.minutes(15)))
struct BenchScriptUnloadTests {
    private func unloads(_ machine: BenchMachine) throws -> Int {
        try machine.sent(to: "/api/generate").filter { $0.body?.prompt == nil && $0.body?.keepAlive == 0 }.count
    }

    @Test func `an Ollama that was running before does not keep the model`() async throws {
        try await BenchMachine.with { machine async throws in
            #expect(try await machine.runScript().status == 0)
            #expect(try unloads(machine) == 1)
            #expect(try machine.sent(to: "/api/generate").last?.body?.model == "qwen2:7b")
            // Where it was is written down before.
            #expect(try machine.lines("ps.jsonl").count == 2 && machine.lines("ps.jsonl").last?.contains("size_vram") == true)
        }
    }

    @Test func `a run that fails after the model was loaded takes it out too`() async throws {
        try await BenchMachine.with(.generating("http500")) { machine async throws in
            #expect(try await machine.runScript(with: ["BACKOFF_MAX": "0"]).status == 69)
            #expect(try unloads(machine) == 1)
        }
    }

    @Test func `a run that loaded nothing unloads nothing`() async throws {
        try await BenchMachine.with(.pulling("unknown")) { machine async throws in
            #expect(try await machine.runScript().status == 69)
            #expect(try machine.sent(to: "/api/generate").isEmpty)
        }
    }

    @Test func `a signal is not held up by a server that does not unload`() async throws {
        var fake = FakeOllama.generating("hang")
        fake.unload = ["hang"]
        try await BenchMachine.with(fake) { machine async throws in
            let running = try machine.startScript()
            try await waitUntil("a request") { try machine.stage() == "warmup" && machine.sent(to: "/api/generate").count > 1 }
            running.signal(SIGTERM)
            #expect(await running.exitStatus() == 143)
            #expect(try machine.failure().reason == "ended by signal TERM")
            #expect(try machine.text("bench.log").contains("qwen2:7b may still be in memory") && !machine.has(".work"))
        }
    }

    @Test func `a server of our own is ended, not asked`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try machine.useFreePort()
            var fake = FakeOllama.ready
            fake.log = machine.folder.appending(path: "server.log").path
            let configuration = try machine.configuration(fake)
            try machine.install("ollama", "#!/bin/sh\nexec python3 '\(BenchMachine.fakeServer)' '\(configuration)'\n")
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
            #expect(try unloads(machine) == 0)
        }
    }
}
