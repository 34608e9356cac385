import Domain

extension Recommendation: Codable {
    enum CodingKeys: String, CodingKey {
        case rank, provider, basis, location, reasons, pareto
        case offerID = "offer_id"
        case gpuType = "gpu_type"
        case gpuCount = "gpu_count"
        case memoryGB = "vram_gb"
        case gpuMemoryMiB = "gpu_memory_mib"
        case pricePerHour = "price_per_hour"
        case tokensPerSecond = "tokens_per_second"
        case tokensPerSecondLow = "tokens_per_second_low"
        case tokensPerSecondHigh = "tokens_per_second_high"
        case tokensPerDollar = "tokens_per_dollar"
        case dollarsPerMillionTokens = "usd_per_million_tokens"
        case allIn = "all_in_usd_per_million_tokens"
        case evidenceCount = "evidence_count"
    }

    /// Reads what `encode(to:)` wrote; the derived figures are derived again.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rank = try container.decode(Int.self, forKey: .rank)
        offerID = try container.decode(OfferID.self, forKey: .offerID)
        provider = try container.decode(ProviderID.self, forKey: .provider)
        gpuType = try container.decode(String.self, forKey: .gpuType)
        gpuCount = try container.decode(Int.self, forKey: .gpuCount)
        memoryGB = try container.decode(Int.self, forKey: .memoryGB)
        gpuMemoryMiB = try container.decodeIfPresent(Int.self, forKey: .gpuMemoryMiB) ?? 0
        pricePerHour = try container.decode(USD.self, forKey: .pricePerHour)
        tokensPerSecond = try container.decode(Double.self, forKey: .tokensPerSecond)
        tokensPerSecondLow = try container.decode(Double.self, forKey: .tokensPerSecondLow)
        tokensPerSecondHigh = try container.decode(Double.self, forKey: .tokensPerSecondHigh)
        allInDollarsPerMillionTokens = try container.decode(Double.self, forKey: .allIn)
        basis = try container.decode(SpeedBasis.self, forKey: .basis)
        evidenceCount = try container.decode(Int.self, forKey: .evidenceCount)
        location = try container.decode(String.self, forKey: .location)
        isParetoOptimal = try container.decodeIfPresent(Bool.self, forKey: .pareto) ?? false
        story = .told(try container.decode([String].self, forKey: .reasons))
    }

    /// Writes the shape of `advise -o json`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rank, forKey: .rank)
        try container.encode(offerID, forKey: .offerID)
        try container.encode(provider, forKey: .provider)
        try container.encode(gpuType, forKey: .gpuType)
        try container.encode(gpuCount, forKey: .gpuCount)
        try container.encode(memoryGB, forKey: .memoryGB)
        try container.encode(gpuMemoryMiB, forKey: .gpuMemoryMiB)
        try container.encode(pricePerHour, forKey: .pricePerHour)
        try container.encode(tokensPerSecond, forKey: .tokensPerSecond)
        try container.encode(tokensPerSecondLow, forKey: .tokensPerSecondLow)
        try container.encode(tokensPerSecondHigh, forKey: .tokensPerSecondHigh)
        try container.encode(tokensPerDollar, forKey: .tokensPerDollar)
        try container.encode(dollarsPerMillionTokens, forKey: .dollarsPerMillionTokens)
        try container.encode(allInDollarsPerMillionTokens, forKey: .allIn)
        try container.encode(basis, forKey: .basis)
        try container.encode(evidenceCount, forKey: .evidenceCount)
        try container.encode(location, forKey: .location)
        try container.encode(isParetoOptimal, forKey: .pareto)
        try container.encode(reasons, forKey: .reasons)
    }
}
