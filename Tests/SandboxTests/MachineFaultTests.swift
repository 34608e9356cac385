import Foundation
import Sandbox
import TestSupport
import Testing

@Suite(.needsSSHServer) struct MachineFaultTests {
    @Test func `a wrong GPU shows on the machine, not on the market`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "wrong_gpu", "gpu": "RTX 3060", "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            #expect(try await cloud.show(machine.id)["gpu_name"] == "RTX 4090")
            #expect(try await machine.ssh("nvidia-smi -L").output.contains("RTX 3060"))
        }
    }

    @Test func `a broken driver fails as the real one does`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "no_gpu", "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            let outcome = try await machine.ssh("nvidia-smi")
            #expect(outcome.status == 9, "\(outcome.errors)")
            #expect(outcome.output.contains("couldn't communicate with the NVIDIA driver"))
        }
    }

    @Test func `logins are dropped as often as asked`() async throws {
        try await withMachine { machine in
            try await machine.cloud.fault(["kind": "ssh_refused", "times": 2])
            #expect(try await machine.ssh("true").status == 255)
            #expect(try await machine.ssh("true").status == 255)
            #expect(try await machine.ssh("true").status == 0)
        }
    }

    @Test func `a transfer is cut after so many bytes, once, and short logins do not count`() async throws {
        try await withMachine { machine in
            try await machine.cloud.fault(["kind": "ssh_cut_after", "bytes": 200_000, "times": 1])
            #expect(try await machine.ssh("head -c 1000000 /dev/zero > big").status == 0)
            let local = machine.folder.url.appending(path: "big")
            #expect(try await machine.sftp("get big \(local.path)\n").status != 0)
            #expect(try await machine.sftp("get big \(local.path)\n").status == 0)
            #expect(try Data(contentsOf: local).count == 1_000_000)
        }
    }

    @Test func `a key needs its time to arrive`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "key_propagation", "seconds": 1, "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            try await cloud.fault(["kind": "key_propagation", "seconds": 3600, "times": 1])
            let late = try await RentedMachine.rent("RTX 3090", from: cloud)
            defer { late.folder.remove() }
            #expect(try await late.ssh("true").errors.contains("Permission denied"))
            try await eventually("the key never arrived") { try await machine.ssh("true").status == 0 }
        }
    }

    @Test func `a pull that breaks is taken up where it ended`() async throws {
        try await withMachine { machine in
            try await machine.cloud.fault(["kind": "pull_error", "times": 1])
            let broken = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            #expect(broken.status == 200)
            #expect(broken.lines.last?["error"]?.string?.isEmpty == false)
            let resumed = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            let first = resumed.lines.first { $0["digest"] != nil }
            #expect(first?["completed"]?.int ?? 0 > 1_000_000_000)
            #expect(resumed.lines.last == ["status": "success"])
        }
    }

    @Test func `a slow machine is slow by its factor`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "slow_gpu", "factor": 0.5, "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            let answer = try await machine.ssh(
                """
                ollama pull qwen2:7b 2>/dev/null
                curl -sS http://$OLLAMA_HOST/api/generate -d '{"model":"qwen2:7b","raw":true,"prompt":"a","stream":false}'
                """)
            let end = try JSONValue(parsing: answer.output.utf8)
            let speed = try #require(end["eval_count"]?.number) / (try #require(end["eval_duration"]?.number)) * 1e9
            #expect(abs(speed / (195.3 / 2) - 1) < 0.005)
        }
    }

    @Test func `a script dies after so many results`() async throws {
        try await withMachine { machine in
            _ = try await machine.ssh("ollama pull qwen2:7b")
            try await machine.cloud.fault(["kind": "kill_processes", "after_requests": 2, "times": 1])
            let request = #"curl -sS http://$OLLAMA_HOST/api/generate -d '{"model":"qwen2:7b","raw":true,"prompt":"a"}'"#
            let outcome = try await machine.ssh("for i in 1 2 3; do \(request) >/dev/null; echo $i >> log; done; echo whole")
            #expect(!outcome.output.contains("whole"))
            #expect(try await machine.ssh("wc -l < log").output.contains("1"))
        }
    }
}
