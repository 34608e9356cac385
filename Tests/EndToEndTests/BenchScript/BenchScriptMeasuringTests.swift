import Foundation
import Testing

@Suite("bench script: measuring", .timeLimit(.minutes(15)))
struct BenchScriptMeasuringTests {
    @Test func `a run from pull to the end leaves the whole archive`() async throws {
        // The first request that counts waits until two samples of both cards are in.
        let fake = FakeOllama(rate: 195.3, spill: 0.25, generate: ["ok", "ok", "gate", "ok"])
        try await BenchMachine.with(fake, gpus: .two) { machine async throws in
            let running = try machine.startScript(with: [
                "DURATION": "2", "NUM_PREDICT": "64", "OLLAMA_KV_CACHE_TYPE": "q8_0", "OLLAMA_API_KEY": "hush",
                "OLLAMA_MODELS": "/a \"b\"\\c\n\té",
            ])
            try await machine.openGate(after: 5, linesOf: "gpu.csv", in: running)
            let status = await running.exitStatus()
            let said = try running.text()
            #expect(status == 0, "\(said)")
            #expect(try machine.text("complete") == "done\n")
            #expect(!machine.has("failed.json") && !machine.has(".lock") && !machine.has(".work"))

            let requests = try machine.requests()
            #expect(requests.map(\.n) == Array(1...requests.count))
            #expect(requests.prefix(2).allSatisfy { $0.phase == "warmup" })
            let measured = requests.filter { $0.phase == "measure" }
            #expect(measured.count == requests.count - 2 && !measured.isEmpty)
            for request in requests {
                let first = try #require(request.firstUs)
                #expect(request.startUs < first && first < request.endUs)
                #expect(request.firstAnswerUs == first)
                #expect(request.evalCount == 64 && request.chunks == 64 && request.doneReason == "length")
            }
            // A line is written between the end of its request and the start of the next; the shell's clock in whole
            // seconds may lag a little.
            for (request, next) in zip(requests, requests.dropFirst()) {
                #expect(request.t >= request.endUs / 1_000_000 - 1 && request.t <= next.startUs / 1_000_000)
            }
            let tokens = measured.compactMap(\.evalCount).reduce(0, +)
            let nanoseconds = measured.compactMap(\.evalDuration).reduce(0, +)
            let rate: Double = Double(tokens) / Double(nanoseconds) * 1e9
            #expect(abs(rate - 195.3) < 195.3 * 0.005)

            let last = try machine.status()
            #expect(last.stage == "complete" && last.errors == 0 && last.requests == measured.count)
            #expect(last.tokens == tokens && last.evalNs == nanoseconds)
            #expect(last.pullCompleted == 4_400_000_489 && last.pullTotal == last.pullCompleted)

            let metadata = try machine.metadata()
            #expect(metadata.benchmarkVersion == "gpu-shopper-1" && metadata.endedBy == "duration")
            #expect(metadata.completedAt != nil && metadata.loadSeconds != nil)
            #expect(metadata.hardware.gpuName == "NVIDIA GeForce RTX 4090" && metadata.hardware.gpuCount == 2)
            #expect(metadata.hardware.gpus.map(\.name) == ["NVIDIA GeForce RTX 4090", "Card, odd"])
            #expect(metadata.hardware.gpus.map(\.memoryTotalMib) == [24564, 24563])
            #expect(metadata.hardware.cpuModel != nil && metadata.hardware.cpuCores ?? 0 > 0)
            #expect(metadata.hardware.driverVersion == "570.124.06" && metadata.hardware.cudaVersion == "12.8")
            #expect(metadata.model.runtimeVersion == "0.33.0" && metadata.model.size == "4.4GB")
            #expect(metadata.model.sizeBytes == 4_400_000_489 && metadata.model.digest?.count == 64)
            #expect(metadata.model.family == "qwen2" && metadata.model.quantization == "Q4_0")
            #expect(metadata.testConfig.numCtx == 4096 && metadata.testConfig.maxTokens == 64)
            #expect(metadata.testConfig.prompts.count == 10 && metadata.testConfig.promptSetSha256.count == 64)
            #expect(metadata.environment["OLLAMA_MODELS"] == "/a \"b\"\\c\n\té")
            #expect(metadata.environment["OLLAMA_KV_CACHE_TYPE"] == "q8_0")
            #expect(metadata.environment["OLLAMA_API_KEY"] == "(set)", "a key is not for the archive")
            #expect(metadata.environment["OLLAMA_HOST"] == machine.environment["OLLAMA_HOST"])
            #expect(metadata.pull?.bytes == 4_400_000_489 && metadata.pull?.alreadyPresent == false)
            let memory = try #require(metadata.memory)
            #expect(memory.sizeVram < memory.size && memory.contextLength == 4096)

            #expect(try machine.lines("ps.jsonl").count == 2)
            #expect(try machine.text("bench.log").contains("Z] measure: "))
            let table = try machine.lines("gpu.csv")
            #expect(
                table.first == "ts,util,mem_used,mem_total,temp,power,index,sm_clock,mem_clock,"
                    + "throttle_reasons,pcie_gen,pcie_width")
            #expect(table.count >= 5)
            #expect(table.dropFirst().allSatisfy { $0.split(separator: ",").count == 12 && !$0.contains(" ,") })
            #expect(table.contains { $0.hasSuffix(",3,1,24563,[N/A],[Not Supported],1,210,405,[N/A],1,8") })
        }
    }

    @Test func `every prompt has a head of its own and the next run with the seed sends the same`() async throws {
        var heads: [[String]] = []
        for _ in 1...2 {
            try await BenchMachine.with { machine async throws in
                #expect(try await machine.runScript(with: ["SEED": "7", "NUM_PREDICT": "32"]).status == 0)
                // The last one takes the model out of memory.
                let sent = try machine.sent(to: "/api/generate").compactMap(\.body).dropLast()
                let wanted = SentRequest.Body.Options(numCtx: 4096, numPredict: 32, temperature: 0, seed: 7)
                #expect(sent.allSatisfy { $0.options == wanted && $0.keepAlive == -1 })
                let prompts = sent.compactMap(\.prompt)
                #expect(sent.first?.prompt == nil && prompts.count == sent.count - 1)
                #expect(sent.dropFirst().allSatisfy { $0.raw == true && $0.stream == true })
                #expect(Set(prompts.map { $0.prefix(8) }).count == prompts.count)
                let texts = Set(prompts.prefix(10).map { $0.drop { $0 != "\n" } })
                #expect(texts.count == min(10, prompts.count))
                heads.append(prompts.prefix(3).map { String($0.prefix(24)) })
            }
        }
        #expect(heads.first == heads.last && heads.first?.count == 3)
    }

    @Test func `thinking is the first token but not the first answer`() async throws {
        var fake = FakeOllama.ready
        fake.thinking = 40
        fake.pace = 400
        try await BenchMachine.with(fake) { machine async throws in
            #expect(try await machine.runScript(with: ["NUM_PREDICT": "64"]).status == 0)
            for request in try machine.requests() {
                let answer = try #require(request.firstAnswerUs)
                #expect(try answer > #require(request.firstUs))
                #expect(request.chunks == 64)
            }
        }
    }

    @Test func `an answer cut off while thinking has no first answer`() async throws {
        var fake = FakeOllama.ready
        fake.thinking = 100
        try await BenchMachine.with(fake) { machine async throws in
            #expect(try await machine.runScript(with: ["NUM_PREDICT": "16"]).status == 0)
            #expect(try machine.requests().allSatisfy { $0.firstUs != nil && $0.firstAnswerUs == nil })
        }
    }

    @Test func `a failed request leaves a line with its kind and the run goes on`() async throws {
        let modes = ["ok", "ok", "http500", "truncated", "ends-early", "error", "html502", "ok"]
        var fake = FakeOllama.ready
        fake.generate = modes
        try await BenchMachine.with(fake) { machine async throws in
            let running = try machine.startScript(
                with: ["BACKOFF_MAX": "0", "NUM_PREDICT": "32", "DURATION": "600"])
            try await waitUntil("six requests") { (try? machine.status().requests) ?? 0 >= 6 }
            try Data().write(to: machine.out.appending(path: "stop"))
            #expect(await running.exitStatus() == 0)
            let requests = try machine.requests()
            let failed = requests.filter { $0.err == true }
            #expect(
                failed.compactMap(\.errorKind) == ["http_500", "truncated", "truncated", "stream_error", "http_502"])
            #expect(failed.map(\.n) == [3, 4, 5, 6, 7] && failed.allSatisfy { $0.phase == "measure" })
            #expect(failed.first?.errorMsg == "llama runner process has terminated: \"CUDA error\" exit status 2")
            #expect(requests.last?.err == nil)
            #expect(try machine.status().errors == 5)
            #expect(try machine.metadata().pull?.alreadyPresent == true)
        }
    }

    @Test func `a request over its time is an error line`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "hang", "ok")) { machine async throws in
            // The second is for the request that is never answered; a busy machine may take it for a good one.
            try machine.install(
                "curl",
                """
                #!/bin/sh
                PATH=${PATH#*:}
                case "$*" in */api/generate) grep -q 'request 3\\\\n' "$OUT/.work/request" || set -- "$@" --max-time 300 ;; esac
                exec curl "$@"

                """)
            let running = try machine.startScript(with: ["REQUEST_TIMEOUT": "1", "BACKOFF_MAX": "0", "DURATION": "600"])
            try await waitUntil("two measured requests") { (try? machine.status().requests) ?? 0 >= 2 }
            try Data().write(to: machine.out.appending(path: "stop"))
            #expect(await running.exitStatus() == 0)
            let requests = try machine.requests()
            #expect(requests.compactMap(\.errorKind) == ["curl_28"])
            #expect(requests.count >= 4 && requests[2].errorKind == "curl_28")
        }
    }

    @Test func `the stop file ends the run early and cleanly`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "ok", "slow")) { machine async throws in
            let running = try machine.startScript(with: ["DURATION": "600"])
            try await waitUntil("a measured request") { (try? machine.status().requests) == 1 }
            try Data().write(to: machine.out.appending(path: "stop"))
            #expect(await running.exitStatus() == 0)
            #expect(machine.has("complete"))
            #expect(try machine.metadata().endedBy == "stop_file")
            #expect(try machine.requests().count == 3, "the abandoned request is neither answered nor an error")
        }
    }

    @Test func `the limit for the whole script ends the measuring`() async throws {
        try await BenchMachine.with { machine async throws in
            // The script's clock jumps once a request was answered, however long that took.
            let clock = machine.folder.appending(path: "clock.sh")
            let jump = "set -o functrace; trap 'if [ -e \"$HOME/late\" ]; then SECONDS=3600; trap - DEBUG; fi' DEBUG\n"
            try Data(jump.utf8).write(to: clock)
            let running = try machine.startScript(
                with: ["DURATION": "7200", "MAX_SECONDS": "3600", "WARMUP": "0", "BASH_ENV": clock.path])
            try await waitUntil("a measured request") { (try? machine.status().requests) ?? 0 > 0 }
            try Data().write(to: machine.folder.appending(path: "late"))
            #expect(await running.exitStatus() == 0)
            #expect(machine.has("complete"))
            #expect(try machine.text("bench.log").contains("cut short by MAX_SECONDS=3600"))
        }
    }

    @Test func `a driver that knows only the new throttle field is asked for that one`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "gate", "ok"), gpus: .renamedField) { machine async throws in
            let running = try machine.startScript()
            try await machine.openGate(after: 2, linesOf: "gpu.csv", in: running)
            #expect(await running.exitStatus() == 0)
            #expect(try machine.lines("gpu.csv").last?.hasSuffix(",0x0000000000000004,4,16") == true)
        }
    }

    @Test func `a driver that tells no throttle reasons is said once and sampled without them`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "gate", "ok"), gpus: .withoutThrottling) { machine async throws in
            let running = try machine.startScript()
            try await machine.openGate(after: 3, linesOf: "gpu.csv", in: running)
            #expect(await running.exitStatus() == 0)
            #expect(try machine.lines("gpu.csv").last?.hasSuffix(",[N/A],[N/A],[N/A]") == true)
            let said = try machine.lines("bench.log").filter { $0.contains("without throttle reasons") }
            #expect(said.count == 1 && said.first?.hasSuffix("is not a valid field to query.") == true, "\(said)")
        }
    }

    @Test func `a model named without a tag is found as latest`() async throws {
        let fake = FakeOllama(models: [.init(name: "hf.co/some/model:latest", size: 55_348_436)])
        try await BenchMachine.with(fake) { machine async throws in
            #expect(try await machine.runScript(with: ["MODEL": "hf.co/some/model"]).status == 0)
            #expect(try machine.metadata().model.size == "0.055GB")
            #expect(try machine.sent(to: "/api/pull").isEmpty)
        }
    }

    @Test func `without OUT the archive gets a name of its own at home`() async throws {
        try await BenchMachine.with { machine async throws in
            #expect(try await machine.runScript(with: ["OUT": ""]).status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: machine.folder.path)
            let name = try #require(names.first { $0.hasPrefix("benchmark_") })
            #expect(name.wholeMatch(of: /benchmark_qwen2_7b_\d{8}T\d{6}Z/) != nil)
        }
    }
}
