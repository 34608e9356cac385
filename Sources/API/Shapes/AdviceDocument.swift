public import Advice
import Domain
public import Engine
public import Foundation

/// What `advise -o json` prints: the report, and where its offers come from.
public struct AdviceDocument: Codable, Sendable {
    /// What one provider contributed.
    public struct Source: Codable, Sendable {
        /// Which one.
        public let provider: String
        /// Offers of its answer.
        public let offers: Int
        /// Items of it that could not be used.
        public let skipped: Int
        /// When they were read.
        @OrNull public var fetched_at: Date?
        /// Why they are missing or old.
        @OrNull public var problem: String?
    }

    private enum CodingKeys: String, CodingKey {
        case sources
    }

    /// The report.
    public let report: AdviceReport
    /// Who was asked.
    public let sources: [Source]

    /// Joins them.
    public init(_ report: AdviceReport, sources: [InventorySnapshot.Source]) {
        self.report = report
        self.sources = sources.map {
            Source(
                provider: $0.provider.rawValue, offers: $0.offerCount, skipped: $0.skipped.count, fetched_at: $0.fetchedAt,
                problem: $0.problem?.message)
        }
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        report = try AdviceReport(from: decoder)
        sources = try decoder.container(keyedBy: CodingKeys.self).decode([Source].self, forKey: .sources)
    }

    /// Both in one object.
    public func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sources, forKey: .sources)
    }
}
