import Foundation
import Glibc
import Testing

@Suite("bench script: stopping", .timeLimit(.minutes(15)))
struct BenchScriptStopTests {
    /// Writes the stop file and holds the script to one end: failed, for nothing was measured.
    private func expectStop(_ running: RunningScript, of machine: BenchMachine, in stage: String) async throws {
        try Data().write(to: machine.out.appending(path: "stop"))
        try await waitUntil("the end of the script") { !running.isRunning }
        running.signal(SIGKILL)
        #expect(await running.exitStatus() == 75)
        let failure = try machine.failure()
        #expect(failure.stage == stage && failure.exitCode == 75)
        #expect(failure.reason.hasPrefix("stopped before a request was measured"), "\(failure.reason)")
        #expect(!machine.has("complete") && machine.stage() == "failed")
    }

    @Test func `the stop file ends a pull`() async throws {
        try await BenchMachine.with(.pulling("stall")) { machine async throws in
            let running = try machine.startScript()
            try await waitUntil("pulling") { (try? machine.status().pullCompleted) ?? 0 > 0 }
            try await expectStop(running, of: machine, in: "pull")
        }
    }

    @Test func `the stop file ends a list of models that never comes`() async throws {
        try await BenchMachine.with(.listing("hang")) { machine async throws in
            let running = try machine.startScript()
            try await waitUntil("the question") { try machine.stage() == "pull" && !machine.sent(to: "/api/tags").isEmpty }
            try await expectStop(running, of: machine, in: "pull")
        }
    }

    @Test func `a run that is stopped ends once, however long the last account of its memory takes`() async throws {
        var fake = FakeOllama.generating("ok", "ok", "ok", "slow")
        fake.psSeconds = 2.5
        try await BenchMachine.with(fake) { machine async throws in
            let running = try machine.startScript(with: ["DURATION": "600"])
            try await waitUntil("a measured request") { (try? machine.status().requests) == 1 }
            try Data().write(to: machine.out.appending(path: "stop"))
            #expect(await running.exitStatus() == 0)
            #expect(try machine.lines("bench.log").filter { $0.contains("finish: ") }.count == 1)
            #expect(try machine.lines("ps.jsonl").count == 2)
        }
    }

    @Test func `a run that is stopped while it warms up has failed`() async throws {
        try await BenchMachine.with(.generating("hang")) { machine async throws in
            let running = try machine.startScript()
            try await machine.reaches("warmup", in: running)
            try await expectStop(running, of: machine, in: "warmup")
            #expect(try machine.metadata().endedBy == "failure")
        }
    }

    @Test func `a run that is stopped after nothing but errors tells the last one`() async throws {
        try await BenchMachine.with(.generating("http500")) { machine async throws in
            let running = try machine.startScript(with: ["WARMUP": "0", "DURATION": "600"])
            try await waitUntil("a failed request") { (try? machine.status().errors) ?? 0 > 0 }
            try await expectStop(running, of: machine, in: "measure")
            #expect(try machine.failure().reason.contains("the last failure: http_500: "))
        }
    }

    @Test func `the stop file ends an installation that takes its time`() async throws {
        try await BenchMachine.with { machine async throws in
            try machine.keepOnlyNeededTools(but: "awk")
            try machine.install("apt-get", "#!/bin/sh\nexec sleep 600\n")
            try machine.install("sudo", "#!/bin/sh\nshift\nexec \"$@\"\n")
            let running = try machine.startScript()
            try await waitUntil("the installation") { (try? machine.status().message.contains("installing")) == true }
            try await expectStop(running, of: machine, in: "tools")
        }
    }

    @Test func `the stop file ends a driver that does not answer`() async throws {
        try await BenchMachine.with { machine async throws in
            try machine.install("nvidia-smi", "#!/bin/sh\ntouch \"$HOME/asked\"\nexec sleep 600\n")
            let running = try machine.startScript(with: ["GPU_WAIT": "600"])
            let asked = machine.folder.appending(path: "asked").path
            try await waitUntil("the driver is asked") { FileManager.default.fileExists(atPath: asked) }
            try await expectStop(running, of: machine, in: "gpu")
        }
    }

    @Test func `a signal within a stream leaves the markers however long that takes`() async throws {
        try await BenchMachine.with(.generating("hang")) { machine async throws in
            // The failing script asks for the host's name; by then the limit of the interrupted read is over.
            let flag = machine.folder.appending(path: "slow")
            try machine.install("uname", "#!/bin/sh\n[ ! -e '\(flag.path)' ] || sleep 2\nPATH=${PATH#*:} exec uname \"$@\"\n")
            let running = try machine.startScript()
            try await waitUntil("a request") { try machine.stage() == "warmup" && machine.sent(to: "/api/generate").count > 1 }
            try Data().write(to: flag)
            running.signal(SIGTERM)
            #expect(await running.exitStatus() == 143)
            #expect(try machine.failure().reason == "ended by signal TERM")
            #expect(machine.stage() == "failed" && !machine.has(".work"))
        }
    }
}
