import Foundation
import Testing

@Suite("bench script: failures", .timeLimit(.minutes(15)))
struct BenchScriptFailureTests {
    /// Runs the script on such a machine and holds it to one failure with its markers.
    private func expectFailure(
        _ stage: String, _ words: String, status expected: Int32 = 69, on fake: FakeOllama? = .ready,
        gpus: FakeGPUs = .one, with settings: [String: String] = [:], at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await BenchMachine.with(fake, gpus: gpus) { machine async throws in
            let (status, said) = try await machine.runScript(with: settings)
            #expect(status == expected, "\(said)", sourceLocation: location)
            let failure = try machine.failure()
            #expect(failure.stage == stage && failure.exitCode == expected, sourceLocation: location)
            #expect(failure.reason.contains(words), "\(failure.reason)", sourceLocation: location)
            #expect(try machine.status().stage == "failed", sourceLocation: location)
            #expect(said.contains(words) && !machine.has("complete"), sourceLocation: location)
            #expect(!machine.has(".lock") && !machine.has(".work"), sourceLocation: location)
            if machine.has("metadata.json") {
                let metadata = try machine.metadata()
                #expect(metadata.endedBy == "failure" && metadata.completedAt == nil, sourceLocation: location)
            }
        }
    }

    @Test func `an unknown model inside a 200 stream fails at once`() async throws {
        try await expectFailure("pull", "file does not exist", on: .pulling("unknown"))
    }

    @Test func `the registry out of reach is told in Ollama's words`() async throws {
        try await expectFailure(
            "pull", #"Get "https://registry.ollama.ai/v2/library/qwen2/manifests/0.5b""#, on: .pulling("no-network"))
    }

    @Test(arguments: ["cut", "ends-early", "reset-by-peer", "no-network"])
    func `a broken pull is taken up again`(how: String) async throws {
        try await BenchMachine.with(.pulling(how, "ok")) { machine async throws in
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
            #expect(try machine.sent(to: "/api/pull").count == 2)
        }
    }

    @Test func `a pull that breaks three times is given up`() async throws {
        try await expectFailure("pull", "after 3 attempts", on: .pulling("cut"))
    }

    @Test func `a pull without new bytes has stalled`() async throws {
        try await expectFailure(
            "pull", "no new byte for 2 s", status: 75, on: .pulling("stall"), with: ["PULL_STALL": "2"])
    }

    @Test func `a pull over its time fails`() async throws {
        try await expectFailure("pull", "PULL_TIMEOUT=2", status: 75, on: .pulling("stall"), with: ["PULL_TIMEOUT": "2"])
    }

    @Test func `no GPU fails unless the CPU will do`() async throws {
        try await expectFailure("gpu", "No devices were found", gpus: .none)
        try await expectFailure("gpu", "[N/A]", gpus: .withoutMemory)
        try await expectFailure("gpu", "1 of 2 GPUs", with: ["MIN_GPUS": "2"])
        try await BenchMachine.with(gpus: .none) { machine async throws in
            #expect(try await machine.runScript(with: ["ALLOW_CPU": "1", "GPU_WAIT": "600"]).status == 0)
            #expect(try machine.metadata().hardware.gpuCount == 0 && machine.metadata().hardware.gpuName == nil)
            #expect(try machine.lines("gpu.csv").count == 1, "nothing to sample")
        }
    }

    @Test func `a driver that comes up late is waited for`() async throws {
        try await BenchMachine.with(gpus: .late(call: 3)) { machine async throws in
            #expect(try await machine.runScript(with: ["GPU_WAIT": "60"]).status == 0)
            #expect(try machine.text("bench.log").contains("waiting for the GPUs: nvidia-smi failed: Failed to init"))
        }
    }

    @Test func `a model too large for memory fails in Ollama's words`() async throws {
        try await expectFailure("load", "requires more system memory", on: .loading("no-memory"))
    }

    @Test func `a server that only fails is given up`() async throws {
        let settings = ["BACKOFF_MAX": "0", "DURATION": "600"]
        try await expectFailure("warmup", "10 requests in a row failed", on: .generating("http500"), with: settings)
        try await expectFailure(
            "measure", "10 requests in a row failed", on: .generating("ok", "ok", "http500"), with: settings)
        try await expectFailure(
            "measure", "an answer without a token", on: .generating("ok", "ok", "no-tokens"), with: settings)
    }

    @Test func `a duration in which nothing was answered is a failure`() async throws {
        // Without a request to warm up: the time is for those that are never answered, not for a good one on a busy machine.
        try await expectFailure(
            "measure", "no request was answered", on: .generating("hang"), with: ["REQUEST_TIMEOUT": "1", "WARMUP": "0"])
    }

    @Test func `a server elsewhere that does not answer is not started here`() async throws {
        try await expectFailure("ollama", "not on this machine", on: nil, with: ["OLLAMA_HOST": "http://[::2]:1"])
    }

    @Test func `an Ollama that is not running is started and stopped again`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try machine.useFreePort()
            let configuration = try machine.configuration(.ready)
            try machine.install(
                "ollama", "#!/bin/sh\necho starting; exec python3 '\(BenchMachine.fakeServer)' '\(configuration)'\n")
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
            #expect(try machine.text("ollama.log").contains("starting"))
            let host = try #require(machine.environment["OLLAMA_HOST"])
            let asked = try machine.start(["curl", "-s", "http://\(host)/api/version"])
            #expect(await asked.exitStatus() == 7, "nobody listens any more")
        }
    }

    @Test func `an Ollama that ends at once is told with its last words`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try machine.install("ollama", "#!/bin/sh\necho 'Error: no \"room\" left'; exit 1\n")
            #expect(try await machine.runScript().status == 69)
            #expect(try machine.failure().stage == "ollama")
            #expect(try machine.failure().reason.contains("Error: no \"room\" left"))
        }
    }

    @Test func `missing curl is installed, and a failure where that is not possible`() async throws {
        for works in [true, false] {
            try await BenchMachine.with { machine async throws in
                let bin = machine.folder.appending(path: "small")
                try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
                let needed = "awk bash cat date env grep head mkdir mv nproc rm sha256sum sleep tail timeout uname wc"
                for name in needed.split(separator: " ") {
                    let found = try machine.start(["sh", "-c", "command -v \(name)"])
                    _ = await found.exitStatus()
                    let path = try found.text().trimmingCharacters(in: .whitespacesAndNewlines)
                    try FileManager.default.createSymbolicLink(
                        atPath: bin.appending(path: String(name)).path, withDestinationPath: path)
                }
                let real = try machine.start(["sh", "-c", "command -v curl"])
                _ = await real.exitStatus()
                let curl = try real.text().trimmingCharacters(in: .whitespacesAndNewlines)
                let install = "ln -sf '\(curl)' '\(bin.path)/curl'"
                try machine.install(
                    "apt-get",
                    """
                    #!/usr/bin/env bash
                    [[ $* == *install* ]] || exit 0
                    [[ $* == *' curl ca-certificates' && $DEBIAN_FRONTEND == noninteractive ]] || exit 9
                    \(works ? "/bin/\(install)" : "echo 'E: Unable to locate package curl'; exit 100")

                    """)
                try machine.install("sudo", "#!/usr/bin/env bash\nshift\nexec \"$@\"\n")
                let settings = ["PATH": "\(machine.folder.path)/bin:\(bin.path)"]
                let (status, said) = try await machine.runScript(with: settings)
                #expect(status == (works ? 0 : 69), "\(said)")
                guard !works else { return }
                #expect(try machine.failure().stage == "tools")
                #expect(try machine.failure().reason.contains("install curl"))
                #expect(said.contains("Unable to locate package curl"))
            }
        }
    }

    @Test func `a full disk ends the run with its reason`() async throws {
        try await BenchMachine.with { machine async throws in
            let running = try machine.startScript(with: ["DURATION": "600", "NUM_PREDICT": "64"])
            try await waitUntil("a measured request") { (try? machine.status().requests) ?? 0 > 0 }
            let results = machine.out.appending(path: "results.jsonl").path
            let filled = try machine.start(["ln", "-sfn", "/dev/full", results])
            #expect(await filled.exitStatus() == 0)
            #expect(await running.exitStatus() == 74)
            #expect(try machine.failure().stage == "measure")
            #expect(try machine.failure().reason.contains("the disk may be full"))
        }
    }
}
