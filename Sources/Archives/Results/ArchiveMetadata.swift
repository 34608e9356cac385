import Foundation

/// `metadata.json`, ours and the reference's; everything may be absent, and what only describes may be of any type.
struct ArchiveMetadata: Decodable {
    var benchmarkVersion: FlexibleText?
    var startedAt: FlexibleText?
    var completedAt: FlexibleText?
    var hardware: Hardware?
    var model: Model?
    var testConfig: TestConfig?
    var environment: RecordedEnvironment?
    var memory: LoadedMemory?
    var loadSeconds: FlexibleNumber?
    var endedBy: FlexibleText?

    enum CodingKeys: String, CodingKey {
        case hardware, model, environment, memory
        case benchmarkVersion = "benchmark_version"
        case startedAt = "started_at"
        case completedAt = "completed_at"
        case testConfig = "test_config"
        case loadSeconds = "load_seconds"
        case endedBy = "ended_by"
    }

    struct Hardware: Decodable {
        var gpuName: FlexibleText?
        var gpuMemoryMiB: FlexibleNumber?
        var gpuCount: FlexibleNumber?
        var driverVersion: FlexibleText?
        var cudaVersion: FlexibleText?
        var cpuModel: FlexibleText?
        var cpuCores: FlexibleNumber?
        var ramGiB: FlexibleNumber?

        enum CodingKeys: String, CodingKey {
            case gpuName = "gpu_name"
            case gpuMemoryMiB = "gpu_memory_mib"
            case gpuCount = "gpu_count"
            case driverVersion = "driver_version"
            case cudaVersion = "cuda_version"
            case cpuModel = "cpu_model"
            case cpuCores = "cpu_cores"
            case ramGiB = "ram_gib"
        }
    }

    struct Model: Decodable {
        var name: String?
        var runtime: FlexibleText?
        var runtimeVersion: FlexibleText?
        var size: FlexibleText?
        var sizeBytes: FlexibleNumber?
        var digest: FlexibleText?
        var parameterSize: FlexibleText?
        var quantization: FlexibleText?

        enum CodingKeys: String, CodingKey {
            case name, runtime, size, digest, quantization
            case runtimeVersion = "runtime_version"
            case sizeBytes = "size_bytes"
            case parameterSize = "parameter_size"
        }
    }

    struct TestConfig: Decodable {
        var durationSeconds: FlexibleNumber?
        var maxTokens: FlexibleNumber?
        var contextTokens: FlexibleNumber?
        var temperature: FlexibleNumber?
        var seed: FlexibleNumber?
        var parallel: FlexibleNumber?
        var warmupRequests: FlexibleNumber?
        var promptSet: FlexibleText?
        var promptSetHash: FlexibleText?

        enum CodingKeys: String, CodingKey {
            case temperature, seed, parallel
            case durationSeconds = "duration_seconds"
            case maxTokens = "max_tokens"
            case contextTokens = "num_ctx"
            case warmupRequests = "warmup_requests"
            case promptSet = "prompt_set"
            case promptSetHash = "prompt_set_sha256"
        }
    }

    /// Reads the bytes of `metadata.json`.
    static func read(_ bytes: [UInt8]) throws(ArchiveError) -> ArchiveMetadata {
        do {
            return try JSONDecoder().decode(ArchiveMetadata.self, from: Data(bytes))
        } catch {
            throw .malformed(ArchiveMember.metadata.rawValue, detail: JSONComplaint.text(error))
        }
    }
}
