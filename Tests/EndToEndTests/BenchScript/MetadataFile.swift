/// `metadata.json`, as far as the tests look at it.
struct MetadataFile: Decodable {
    struct Hardware: Decodable {
        struct GPU: Decodable {
            let index: Int
            let name: String
            let uuid: String
            let memoryTotalMib: Int
        }

        let gpuName: String?
        let gpuMemoryMib: Int?
        let gpuCount: Int
        let driverVersion: String?
        let cudaVersion: String?
        let cpuModel: String?
        let cpuCores: Int?
        let ramGib: Int?
        let gpus: [GPU]
    }

    struct Model: Decodable {
        let name: String
        let runtime: String
        let runtimeVersion: String?
        let size: String?
        let sizeBytes: Int?
        let digest: String?
        let family: String?
        let parameterSize: String?
        let quantization: String?
    }

    struct TestConfig: Decodable {
        let durationSeconds: Int
        let maxTokens: Int
        let numCtx: Int
        let temperature: Double
        let seed: Int
        let parallel: Int
        let warmupRequests: Int
        let keepAlive: String
        let stream: Bool
        let raw: Bool
        let promptSet: String
        let promptSetSha256: String
        let prompts: [String]
    }

    struct Memory: Decodable {
        let size: Int
        let sizeVram: Int
        let contextLength: Int
    }

    struct Pull: Decodable {
        let seconds: Double
        let bytes: Int
        let alreadyPresent: Bool
    }

    let benchmarkVersion: String
    let startedAt: String
    let completedAt: String?
    let hostname: String
    let hardware: Hardware
    let model: Model
    let testConfig: TestConfig
    let environment: [String: String]
    let memory: Memory?
    let pull: Pull?
    let loadSeconds: Double?
    let endedBy: String?
}
