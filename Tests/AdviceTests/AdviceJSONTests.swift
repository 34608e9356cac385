import Advice
import Domain
import Foundation
import Testing

struct AdviceJSONTests {
    private func report() throws -> AdviceReport {
        try Advisor().advise(
            AdviceRequest(model: "deepseek-r1:14b"),
            offers: [
                Market.offer("1"), Market.offer("2", "RTX 4060 Ti", mib: 8188), Market.offer("3", "A100 PCIE", price: 0.4, mib: 81920),
            ],
            evidence: PublishedRows.all, generatedAt: Market.now)
    }

    @Test func `the JSON has exactly the promised keys, and a few more`() throws {
        let data = try ProductJSON.encoder().encode(try report())
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(root.keys) == ["model", "objective", "generated_at", "recommendations", "excluded", "summary"])
        #expect(root["objective"] as? String == "value")
        let rows = try #require(root["recommendations"] as? [[String: Any]])
        let promised: Set = [
            "rank", "offer_id", "provider", "gpu_type", "gpu_count", "vram_gb", "price_per_hour", "tokens_per_second",
            "tokens_per_second_low", "tokens_per_second_high", "tokens_per_dollar", "usd_per_million_tokens",
            "all_in_usd_per_million_tokens", "basis", "evidence_count", "location", "reasons",
        ]
        for row in rows {
            #expect(Set(row.keys) == promised.union(["pareto", "gpu_memory_mib"]))
            #expect((row["reasons"] as? [String])?.isEmpty == false)
        }
        #expect(rows.first?["offer_id"] as? String == "vastai-1")
        #expect(rows.first?["gpu_type"] as? String == "RTX 3090")
        #expect(rows.first?["vram_gb"] as? Int == 24)
        #expect(rows.first?["price_per_hour"] as? Double == 0.2)
        #expect(rows.first?["basis"] as? String == "measured")
        let excluded = try #require(root["excluded"] as? [[String: Any]])
        #expect(excluded.map { Set($0.keys) } == [["offer_id", "reason", "kind"]])
        #expect(excluded.first?["offer_id"] as? String == "vastai-2")
    }

    @Test func `what was written can be read back`() throws {
        let first = try ProductJSON.encoder().encode(try report())
        let read = try ProductJSON.decoder().decode(AdviceReport.self, from: first)
        #expect(try ProductJSON.encoder().encode(read) == first)
        #expect(read.recommendations.first?.reasons.isEmpty == false)
    }
}
