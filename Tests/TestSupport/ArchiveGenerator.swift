public import Foundation

/// Writes benchmark archives in the reference's layout; the same seed always gives the same bytes.
///
/// Every archive has its own model, GPU and speed. Requests scatter by half a percent, as those of healthy
/// machines do.
public struct ArchiveGenerator: Sendable {
    /// Requests of one archive.
    public var requests: Int
    /// Telemetry lines of one archive.
    public var samples: Int
    /// Where the numbers come from.
    public var seed: UInt64
    /// Decimals of a request's speed and length; programs that print what they computed leave many.
    public var decimals: Int

    private static let models: [(name: String, size: String, speed: Double)] = [
        ("qwen2:7b", "4.4GB", 190), ("mistral:7b", "4.1GB", 175), ("llama3.1:8b", "4.9GB", 165),
        ("deepseek-r1:14b", "9.0GB", 92), ("phi3:mini", "2.2GB", 280),
    ]
    private static let gpus: [(name: String, memory: Int, factor: Double)] = [
        ("NVIDIA GeForce RTX 4090", 24564, 1), ("NVIDIA GeForce RTX 3090", 24576, 0.87),
        ("NVIDIA GeForce RTX 5090", 32607, 1.5), ("NVIDIA RTX A5000", 24564, 0.7),
        ("NVIDIA GeForce RTX 5060 Ti", 16311, 0.49), ("NVIDIA A100 80GB PCIe", 81920, 1.05),
    ]

    /// Describes archives.
    public init(requests: Int = 60, samples: Int = 20, seed: UInt64 = 1, decimals: Int = 2) {
        self.requests = requests
        self.samples = samples
        self.seed = seed
        self.decimals = decimals
    }

    /// Writes `count` archives into `folder`, named by their number; returns their folders and the bytes in
    /// all.
    @discardableResult
    public func write(_ count: Int, into folder: URL) throws -> (folders: [URL], bytes: Int) {
        var folders: [URL] = []
        var bytes = 0
        for number in 0..<count {
            let archive = folder.appending(path: "benchmark_\(Self.padded(number))")
            try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: true)
            for (name, text) in files(of: number) {
                let data = Data(text.utf8)
                bytes += data.count
                try data.write(to: archive.appending(path: name))
            }
            folders.append(archive)
        }
        return (folders, bytes)
    }

    /// The members of one archive by name.
    public func files(of number: Int) -> [String: String] {
        var random = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
        let model = Self.models[Int(random.next() % UInt64(Self.models.count))]
        let gpu = Self.gpus[Int(random.next() % UInt64(Self.gpus.count))]
        let speed = model.speed * gpu.factor * (0.97 + 0.06 * random.unit())
        let start = 1_770_345_000 + number * 1000
        return [
            "metadata.json": metadata(model: model.name, size: model.size, gpu: gpu.name, memory: gpu.memory, start: start),
            "results.jsonl": results(speed: speed, start: start, using: &random),
            "gpu.csv": telemetry(memory: gpu.memory, start: start, using: &random),
        ]
    }

    private func metadata(model: String, size: String, gpu: String, memory: Int, start: Int) -> String {
        let started = Date(timeIntervalSince1970: TimeInterval(start)).formatted(.iso8601)
        return """
            {
              "benchmark_version": "1.0",
              "started_at": "\(started)",
              "hostname": "host-\(start)",
              "hardware": {"gpu_name": "\(gpu)", "gpu_memory_mib": \(memory), "gpu_count": 1, "driver_version": "570.124.06",
                "cuda_version": "12.8", "cpu_model": "AMD EPYC 7413 24-Core Processor", "cpu_cores": 48, "ram_gib": 251},
              "model": {"name": "\(model)", "runtime": "ollama", "runtime_version": "0.15.4", "size": "\(size)"},
              "test_config": {"duration_seconds": 300, "max_tokens": 256, "prompts": ["short", "long"]}
            }

            """
    }

    private func results(speed: Double, start: Int, using random: inout SeededGenerator) -> String {
        var text = ""
        for request in 0..<requests {
            let rate = speed * (0.995 + 0.01 * random.unit())
            let seconds = 256 / rate
            let end = start + Int(Double(request + 1) * 256 / speed)
            let (tps, dur) = (Self.decimal(rate, decimals), Self.decimal(seconds, decimals))
            text += #"{"t":\#(end),"n":\#(request),"tok":256,"tps":\#(tps),"dur":\#(dur)}"# + "\n"
        }
        return text
    }

    private func telemetry(memory: Int, start: Int, using random: inout SeededGenerator) -> String {
        var text = "ts,util,mem_used,mem_total,temp,power\n"
        for sample in 0..<samples {
            let utilization = 93 + Int(random.next() % 6)
            let power = Self.decimal(300 + 60 * random.unit())
            text += "\(start + 1 + sample), \(utilization), \(memory * 3 / 4), \(memory), \(60 + Int(random.next() % 6)), \(power)\n"
        }
        return text
    }

    /// Decimals without the cost and the locale of a formatter.
    private static func decimal(_ value: Double, _ decimals: Int = 2) -> String {
        let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
        let units = Int((value * Double(scale)).rounded())
        let rest = String(units % scale)
        return "\(units / scale).\(String(repeating: "0", count: decimals - rest.utf8.count))\(rest)"
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
