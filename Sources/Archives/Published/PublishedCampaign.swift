/// One file of `results/published`: the rows of one campaign as somebody published them.
struct PublishedCampaign: Decodable {
    /// The value of `format` that this reader understands.
    static let currentFormat = "gpu-shopper-published-1"

    let format: String
    /// Name and date of the campaign.
    let campaign: String
    let rows: [Row]

    /// One published summary; nil where the publication is silent.
    struct Row: Codable {
        var row: Int
        var source: String
        var date: String
        var provider: String
        var gpu: String
        var vramGB: Int?
        var gpuCount: Int?
        var model: String
        var runtime: String?
        var concurrency: Int?
        var maxTokens: Int?
        var tpsAvg: Double?
        var tpsMin: Double?
        var tpsMax: Double?
        var pricePerHour: Double?
        var reportedTTFTMS: Double?
        var matchRate: Double?
        var location: String?
        var status: String
        var qualityFlag: String
        var notes: String?
        var details: Details?

        enum CodingKeys: String, CodingKey {
            case row, source, date, provider, gpu, model, runtime, concurrency, location, status, notes,
                details
            case vramGB = "vram_gb"
            case gpuCount = "gpu_count"
            case maxTokens = "max_tokens"
            case tpsAvg = "tps_avg"
            case tpsMin = "tps_min"
            case tpsMax = "tps_max"
            case pricePerHour = "price_per_hour"
            case reportedTTFTMS = "reported_ttft_ms"
            case matchRate = "match_rate"
            case qualityFlag = "quality_flag"
        }
    }

    /// What a publication says in prose and only of a few rows.
    struct Details: Codable {
        var requests: Int?
        var errors: Int?
        var tokens: Int?
        var durationSeconds: Double?
        var driverVersion: String?
        var cudaVersion: String?
        var maxUtilizationPct: Double?
        var maxTemperatureC: Double?
        var avgPowerDrawW: Double?
        var maxPowerDrawW: Double?
        var maxMemoryUsedMiB: Double?

        enum CodingKeys: String, CodingKey {
            case requests, errors, tokens
            case durationSeconds = "duration_seconds"
            case driverVersion = "driver_version"
            case cudaVersion = "cuda_version"
            case maxUtilizationPct = "max_utilization_pct"
            case maxTemperatureC = "max_temperature_c"
            case avgPowerDrawW = "avg_power_draw_w"
            case maxPowerDrawW = "max_power_draw_w"
            case maxMemoryUsedMiB = "max_memory_used_mib"
        }
    }
}
