import Domain
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

    /// The excluded offer that would take the least to be recommended; `nil` when all that were left out are of no use or
    /// not what was asked for.
    ///
    /// One that is merely too slow or too dear is nearer than one that cannot hold the model.
    public var nearestMiss: Exclusion? {
        excluded.compactMap { miss in miss.kind.missRank.map { (rank: $0, miss: miss) } }
            .min { ($0.rank, $0.miss.distance, $0.miss.offerID) < ($1.rank, $1.miss.distance, $1.miss.offerID) }?.miss
    }

    /// The same with the first recommendations alone; the summary still counts all.
    public func first(_ count: Int) -> AdviceReport {
        AdviceReport(
            model: model, objective: objective, generatedAt: generatedAt, recommendations: Array(recommendations.prefix(count)),
            excluded: excluded, summary: summary)
    }

    enum CodingKeys: String, CodingKey {
        case model, objective, recommendations, excluded, summary
        case generatedAt = "generated_at"
    }
}
