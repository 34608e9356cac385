import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite(.needsSSHServer) struct NvidiaSMITests {
    @Test func `the timestamp is the time`() async throws {
        try await withMachine { machine in
            let query = "nvidia-smi --query-gpu=timestamp --format=csv,noheader"
            let lines = try await machine.ssh("date '+%Y/%m/%d %H:%M:%S.%3N'; \(query); date '+%Y/%m/%d %H:%M:%S.%3N'").output
                .split(separator: "\n").map(String.init)
            try #require(lines.count == 3)
            #expect(lines == lines.sorted())
        }
    }

    @Test func `processes of a container are not seen, so their table is its heading`() async throws {
        try await withMachine { machine in
            let query = "nvidia-smi --query-compute-apps=pid,name,used_memory --format=csv"
            let table = try await machine.ssh(query)
            #expect(table.output == "pid, process_name, used_gpu_memory [MiB]\n", "\(table.errors)")
            #expect(try await machine.ssh("\(query),noheader").output.isEmpty)
            #expect(try await machine.ssh("nvidia-smi --query-compute-apps=pids --format=csv").status == 2)
        }
    }

    @Test func `fields without a figure read N-A and fields that no driver knows are refused`() async throws {
        try await withMachine { machine in
            let fields = "clocks.max.graphics,clocks_throttle_reasons.hw_slowdown,power.default_limit,temperature.memory,ecc.mode.current"
            let known = try await machine.ssh("nvidia-smi --query-gpu=\(fields),index --format=csv")
            let heading =
                "clocks.max.graphics [MHz], clocks_throttle_reasons.hw_slowdown, power.default_limit [W], temperature.memory, "
                + "ecc.mode.current, index"
            #expect(known.output == heading + "\n[N/A], [N/A], [N/A], [N/A], [N/A], 0\n")
            let unknown = try await machine.ssh("nvidia-smi --query-gpu=index,clocks.max.nonsense --format=csv")
            #expect(unknown.status == 2)
            #expect(unknown.output.hasPrefix("Field \"clocks.max.nonsense\" is not a valid field to query.\n"))
        }
    }

    @Test func `GPUs are chosen by a list, and a list that fits none is an error`() async throws {
        try await withMachine { machine in
            let query = "nvidia-smi --query-gpu=index --format=csv,noheader"
            #expect(try await machine.ssh("\(query) -i 0,1").output == "0\n")
            #expect(try await machine.ssh("\(query) --id=0000:7,0").output == "0\n")
            let none = try await machine.ssh("\(query) -i 7")
            #expect(none.status == 6 && none.output == "No devices were found\n")
        }
    }

    @Test func `it tells its version and how to use it`() async throws {
        try await withMachine { machine in
            let version = try await machine.ssh("nvidia-smi --version").output
            #expect(version.contains(#/^NVIDIA-SMI version  : \d+\.\d+\.\d+$/#.anchorsMatchLineEndings()))
            #expect(version.contains(#/^CUDA Version        : \d+\.\d$/#.anchorsMatchLineEndings()))
            let help = try await machine.ssh("nvidia-smi -h")
            #expect(help.status == 0 && help.output.contains("--query-gpu="))
        }
    }

    @Test func `it tells how busy the GPUs were in the last samples`() async throws {
        try await withMachine { machine in
            let outcome = try await machine.ssh("nvidia-smi -q -d UTILIZATION")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(outcome.output.contains("    GPU Utilization Samples\n        Duration "))
            #expect(outcome.output.contains("        Avg                                            : 0 %\n"))
            _ = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            _ = try await machine.ollama.call("POST", "/api/generate", ["model": "qwen2:7b", "prompt": "a"])
            let after = try await machine.ssh("nvidia-smi -q -d UTILIZATION").output
            #expect(after.contains("        Max                                            : 95 %\n"), "\(after)")
            let mean = try #require(after.firstMatch(of: #/Avg +: (\d+) %/#).flatMap { Int($0.1) })
            #expect((1...50).contains(mean), "a short answer in fourteen seconds: \(mean) %")
        }
    }

    @Test func `what it cannot print is refused`() async throws {
        try await withMachine { machine in
            for words in ["-q", "--query", "-a", "-q -d MEMORY", "-d UTILIZATION", "-lms --query-gpu=index --format=csv", "-l=x"] {
                let outcome = try await machine.ssh("nvidia-smi \(words)")
                #expect(outcome.status == 2 && outcome.output.hasPrefix("Invalid combination"), "\(words): \(outcome.output)")
            }
        }
    }

    @Test(arguments: [
        ("-l", "5"), ("--loop", "5"), ("-l 7", "7"), ("-l=7", "7"), ("--loop=7", "7"), ("-lms 500", "0.5"), ("--loop-ms=500", "0.5"),
    ])
    func `a loop keeps its time and its question`(option: String, pause: String) async throws {
        try await withMachine { machine in
            // A `sleep` that tells how long it was to be and ends the loop.
            let outcome = try await machine.ssh(
                """
                mkdir b; printf '#!/bin/bash\\necho "sleeps $1"; exit 1\\n' > b/sleep; chmod +x b/sleep
                PATH=$PWD/b:$PATH nvidia-smi \(option) --query-gpu=index --format=csv,noheader
                """)
            #expect(outcome.output == "0\nsleeps \(pause)\n", "\(outcome.errors)")
        }
    }
}
