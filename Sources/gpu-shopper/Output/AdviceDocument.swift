import Advice
import Domain
import Engine
import Foundation

/// `advise -o json`: the report, and where its offers come from.
struct AdviceDocument: Encodable {
    private struct Source: Encodable {
        let provider: String
        let offers: Int
        let skipped: Int
        @OrNull var fetched_at: Date?
        @OrNull var problem: String?
    }

    private enum CodingKeys: String, CodingKey {
        case sources
    }

    private let report: AdviceReport
    private let sources: [Source]

    init(_ report: AdviceReport, sources: [InventorySnapshot.Source]) {
        self.report = report
        self.sources = sources.map {
            Source(
                provider: $0.provider.rawValue, offers: $0.offerCount, skipped: $0.skipped.count, fetched_at: $0.fetchedAt,
                problem: $0.problem?.message)
        }
    }

    func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sources, forKey: .sources)
    }
}
