extension BenchmarkResult {
    /// The machine as it described itself.
    public struct Hardware: Hashable, Sendable, Codable {
        /// As `nvidia-smi` or the publication prints it.
        public var gpuName: String
        /// Memory of one GPU in MiB; 0 when unknown.
        public var gpuMemoryMiB: Int
        /// GPUs that took part.
        public var gpuCount: Int
        /// NVIDIA driver.
        public var driverVersion: String
        /// CUDA version of the driver.
        public var cudaVersion: String
        /// Host processor.
        public var cpuModel: String
        /// Logical processors.
        public var cpuCores: Int
        /// Host memory, GiB.
        public var ramGiB: Int

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

        /// Everything unknown stays at its empty value.
        public init(
            gpuName: String = "",
            gpuMemoryMiB: Int = 0,
            gpuCount: Int = 1,
            driverVersion: String = "",
            cudaVersion: String = "",
            cpuModel: String = "",
            cpuCores: Int = 0,
            ramGiB: Int = 0
        ) {
            self.gpuName = gpuName
            self.gpuMemoryMiB = gpuMemoryMiB
            self.gpuCount = gpuCount
            self.driverVersion = driverVersion
            self.cudaVersion = cudaVersion
            self.cpuModel = cpuModel
            self.cpuCores = cpuCores
            self.ramGiB = ramGiB
        }
    }
}
