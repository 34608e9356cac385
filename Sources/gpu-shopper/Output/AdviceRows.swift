import Advice
import Domain

/// Recommendations for a spreadsheet: what the table for people rounds, joins or leaves out.
struct AdviceRows {
    let table: Table

    init(_ recommendations: [Recommendation]) {
        let names = [
            "rank", "pareto", "offer_id", "provider", "gpu_type", "gpu_count", "vram_gb", "price_per_hour", "tokens_per_second",
            "tokens_per_second_low", "tokens_per_second_high", "tokens_per_dollar", "usd_per_million_tokens",
            "all_in_usd_per_million_tokens", "basis", "evidence_count", "location",
        ]
        var table = Table(names.map { .init($0) })
        for row in recommendations {
            let figures = [
                row.pricePerHour.dollars, row.tokensPerSecond, row.tokensPerSecondLow, row.tokensPerSecondHigh, row.tokensPerDollar,
                row.dollarsPerMillionTokens, row.allInDollarsPerMillionTokens,
            ]
            table.add(
                ["\(row.rank)", "\(row.isParetoOptimal)", row.offerID.rawValue, row.provider.rawValue, row.gpuType]
                    + ["\(row.gpuCount)", "\(row.memoryGB)"] + figures.map(FlagRange.plain)
                    + [row.basis.rawValue, "\(row.evidenceCount)", row.location])
        }
        self.table = table
    }
}
