extension BenchmarkResult {
    /// Telemetry over the run.
    public struct GPUStats: Hashable, Sendable, Codable {
        /// Mean utilisation, percent.
        public var avgUtilizationPct: Double
        /// Highest utilisation, percent.
        public var maxUtilizationPct: Double
        /// Mean memory of all GPUs together, MiB.
        public var avgMemoryUsedMiB: Double
        /// Peak memory of all GPUs together, MiB.
        public var maxMemoryUsedMiB: Double
        /// Mean temperature, Celsius.
        public var avgTemperatureC: Double
        /// Peak temperature, Celsius.
        public var maxTemperatureC: Double
        /// Mean power of all GPUs together, watts.
        public var avgPowerDrawW: Double
        /// Peak power of all GPUs together, watts.
        public var maxPowerDrawW: Double

        enum CodingKeys: String, CodingKey {
            case avgUtilizationPct = "avg_utilization_pct"
            case maxUtilizationPct = "max_utilization_pct"
            case avgMemoryUsedMiB = "avg_memory_used_mib"
            case maxMemoryUsedMiB = "max_memory_used_mib"
            case avgTemperatureC = "avg_temperature_c"
            case maxTemperatureC = "max_temperature_c"
            case avgPowerDrawW = "avg_power_draw_w"
            case maxPowerDrawW = "max_power_draw_w"
        }

        /// Everything unknown stays at its empty value.
        public init(
            avgUtilizationPct: Double = 0,
            maxUtilizationPct: Double = 0,
            avgMemoryUsedMiB: Double = 0,
            maxMemoryUsedMiB: Double = 0,
            avgTemperatureC: Double = 0,
            maxTemperatureC: Double = 0,
            avgPowerDrawW: Double = 0,
            maxPowerDrawW: Double = 0
        ) {
            self.avgUtilizationPct = avgUtilizationPct
            self.maxUtilizationPct = maxUtilizationPct
            self.avgMemoryUsedMiB = avgMemoryUsedMiB
            self.maxMemoryUsedMiB = maxMemoryUsedMiB
            self.avgTemperatureC = avgTemperatureC
            self.maxTemperatureC = maxTemperatureC
            self.avgPowerDrawW = avgPowerDrawW
            self.maxPowerDrawW = maxPowerDrawW
        }
    }
}
