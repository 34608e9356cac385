import Foundation
import Sandbox
import TestSupport
import Testing

@Suite(.needsSSHServer) struct MachineTests {
    @Test func `a login has its own home, temporary folder, programs and model server`() async throws {
        try await withMachine { machine in
            let outcome = try await machine.ssh(
                "pwd; echo $HOME; echo $TMPDIR; command -v nvidia-smi; command -v ollama; echo $OLLAMA_HOST; exit 7")
            #expect(outcome.status == 7, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            try #require(lines.count == 6)
            #expect(lines[0] == lines[1])
            let folder = try #require(lines[1].split(separator: "/").dropLast().last)
            #expect(String(folder) == "\(machine.id)")
            #expect(lines[2].hasSuffix("/\(machine.id)/tmp"))
            #expect(lines[3].hasSuffix("/\(machine.id)/bin/nvidia-smi"))
            #expect(lines[4].hasSuffix("/\(machine.id)/bin/ollama"))
            #expect(lines[5].hasPrefix("127.0.0.1:"))
        }
    }

    @Test func `files go there and back over SFTP`() async throws {
        try await withMachine { machine in
            let content = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            let local = machine.folder.url.appending(path: "sent")
            let back = machine.folder.url.appending(path: "received")
            try content.write(to: local)
            let outcome = try await machine.sftp("put \(local.path) file\nget file \(back.path)\nls -l\n")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try Data(contentsOf: back) == content)
            #expect(try await machine.ssh("wc -c < $HOME/file").output.contains("300000"))
        }
    }

    @Test func `nvidia-smi answers what benchmarks ask`() async throws {
        try await withMachine { machine in
            let fields = [
                "index", "name", "uuid", "memory.total", "memory.used", "utilization.gpu", "temperature.gpu",
                "power.draw", "driver_version", "clocks.sm", "clocks.mem", "clocks_throttle_reasons.active",
                "pcie.link.gen.current", "pcie.link.width.current", "compute_cap", "clocks_event_reasons.active",
            ]
            let query = "nvidia-smi --query-gpu=\(fields.joined(separator: ","))"
            let bare = try await machine.ssh("\(query) --format=csv,noheader,nounits")
            let cells = bare.output.trimmingCharacters(in: .newlines).components(separatedBy: ", ")
            try #require(cells.count == fields.count, "\(bare.output)")
            #expect(cells[0] == "0")
            #expect(cells[1] == "NVIDIA GeForce RTX 4090")
            #expect(cells[3] == "24564")
            #expect(cells[14] == "8.9")
            let full = try await machine.ssh("\(query) --format=csv")
            #expect(full.output.hasPrefix("index, name, uuid, memory.total [MiB], memory.used [MiB]"))
            #expect(full.output.contains("24564 MiB"))
            let banner = try await machine.ssh("nvidia-smi").output
            #expect(banner.firstMatch(of: #/CUDA Version: 1[23]\.\d/#) != nil)
            #expect(try await machine.ssh("nvidia-smi -L").output.hasPrefix("GPU 0: NVIDIA GeForce RTX 4090 (UUID: GPU-"))
            #expect(try await machine.ssh("nvidia-smi --query-gpu=nonsense --format=csv").status != 0)
        }
    }

    @Test func `the GPU is busy while it generates and holds the model afterwards`() async throws {
        try await withMachine { machine in
            let ask = "nvidia-smi --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits"
            #expect(try await machine.ssh(ask).output == "0, 4\n")
            _ = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            let both = try await machine.ssh(
                """
                curl -sS http://$OLLAMA_HOST/api/generate -d '{"model":"qwen2:7b","raw":true,"prompt":"a","options":{"num_ctx":4096}}' >/dev/null
                \(ask)
                """)
            let cells = both.output.split(whereSeparator: { ", \n".contains($0) }).compactMap { Int($0) }
            #expect(cells.count == 2)
            #expect(cells.last ?? 0 > 4500)
        }
    }

    @Test func `the ollama command works as far as a script needs it`() async throws {
        try await withMachine { machine in
            let version = try await machine.ssh("ollama --version").output
            #expect(version.hasPrefix("ollama version is 0."))
            #expect(try await machine.ssh("ollama pull qwen2:7b").status == 0)
            #expect(try await machine.ssh("ollama list").output.contains("qwen2:7b"))
            #expect(try await machine.ssh("ollama pull nope:1b").status != 0)
            #expect(try await machine.ssh("ollama serve").errors.contains("address already in use"))
            #expect(try await machine.ssh("ollama run qwen2:7b hello").status == 0)
            #expect(try await machine.ssh("ollama show qwen2:7b").output.contains("model_info"))
            #expect(try await machine.ssh("ollama rm qwen2:7b").output == "deleted 'qwen2:7b'\n")
            #expect(try await machine.ssh("ollama list").output.contains("qwen2:7b") == false)
        }
    }

    @Test func `the ollama command fails as the real one does`() async throws {
        let complaints = [
            ("run nope hello", "file does not exist"), ("show nope", "model 'nope' not found"), ("rm nope", "model 'nope' not found"),
            ("stop nope", "model 'nope' not found"), ("bogus", "unknown command \"bogus\" for \"ollama\""), ("show", "accepts 1 arg"),
        ]
        try await withMachine { machine in
            for (words, complaint) in complaints {
                let outcome = try await machine.ssh("ollama \(words)")
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("Error: ") && outcome.errors.contains(complaint), "\(outcome.errors)")
            }
        }
    }

    @Test func `destroying a machine ends its processes and takes its folder away`() async throws {
        try await withMachine { machine in
            let started = try await machine.ssh(
                "setsid nohup sleep 1000 >/dev/null 2>&1 & echo $!; echo $HOME")
            let lines = started.output.split(separator: "\n").map(String.init)
            try #require(lines.count == 2)
            #expect(FileManager.default.fileExists(atPath: "/proc/\(lines[0])"))
            #expect(try await machine.cloud.destroy(machine.id).status == 200)
            #expect(!FileManager.default.fileExists(atPath: lines[1]))
            try await eventually("the process lives on") { !FileManager.default.fileExists(atPath: "/proc/\(lines[0])") }
            #expect(try await machine.ssh("true").status == 255)
        }
    }

    @Test func `only the attached key gets in`() async throws {
        try await withMachine { machine in
            let stranger = try await RentedMachine.rent("RTX 3090", from: machine.cloud)
            defer { stranger.folder.remove() }
            let wrong = RentedMachine(
                cloud: machine.cloud, id: machine.id, sshPort: machine.sshPort, folder: stranger.folder,
                ollama: machine.ollama)
            #expect(try await wrong.ssh("true").status == 255)
            #expect(try await stranger.ssh("true").status == 0)
        }
    }

    @Test func `before it runs a machine takes connections and drops them`() async throws {
        try await withSandbox({ $0.bootSeconds = 3600 }) { cloud in
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            let outcome = try await machine.ssh("true")
            #expect(outcome.status == 255)
            #expect(!outcome.errors.contains("refused"), "\(outcome.errors)")
        }
    }
}
