public import Foundation

/// An answer: every offer that was looked at is either recommended or excluded, exactly once.
public struct AdviceReport: Sendable, Codable {
    /// Canonical tag.
    public let model: String
    /// What the ranking is best at.
    public let objective: Objective
    /// When the offers were judged.
    public let generatedAt: Date
    /// Best first.
    public let recommendations: [Recommendation]
    /// In the order of offer ids.
    public let excluded: [Exclusion]
    /// The figures for a headline.
    public let summary: AdviceSummary

    enum CodingKeys: String, CodingKey {
        case model, objective, recommendations, excluded, summary
        case generatedAt = "generated_at"
    }
}
