import Domain

/// A card that runs a model well, by what was measured.
public struct GPURecommendation: Hashable, Sendable, Codable {
    /// The model's tag.
    public let model: String
    /// What the model takes at the usual context, whole GiB; the card's own memory for a model that the catalogue lacks.
    public let min_vram_gib: Int
    /// The card.
    public let recommended_gpus: [String]
    /// The mean of its results, tokens per second.
    public let expected_tps: Double
    /// The mean of their prices, dollars; 0 when none is known.
    public let estimated_cost_per_hour: Double
    /// On how much this rests.
    public let notes: String
}
