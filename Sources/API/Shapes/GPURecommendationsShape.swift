public import Engine

/// Cards for a model.
public struct GPURecommendationsShape: Codable, Sendable {
    /// As it was asked for.
    public let model: String
    /// The fastest first.
    public let recommendations: [GPURecommendation]
    /// How many.
    public let count: Int

    /// Joins them.
    public init(model: String, recommendations: [GPURecommendation], count: Int) {
        self.model = model
        self.recommendations = recommendations
        self.count = count
    }
}
