/// What a measured speed costs at a price; all zero when either is unknown.
public struct CostAnalysis: Hashable, Sendable, Codable {
    /// Tokens for one dollar: tokens/s x 3600 / price per hour.
    public let tokensPerDollar: Double
    /// Dollars for a million tokens.
    public let costPerMillionTokens: Double
    /// Dollars per hour.
    public let costPerHour: Double
    /// Dollars for 30 days around the clock.
    public let estimatedMonthly24x7: Double

    enum CodingKeys: String, CodingKey {
        case tokensPerDollar = "tokens_per_dollar"
        case costPerMillionTokens = "cost_per_million_tokens"
        case costPerHour = "cost_per_hour"
        case estimatedMonthly24x7 = "estimated_monthly_24x7"
    }

    /// Derives all four.
    public init(tokensPerSecond: Double, pricePerHour: USD) {
        guard tokensPerSecond > 0, pricePerHour > .zero else {
            (tokensPerDollar, costPerMillionTokens, costPerHour, estimatedMonthly24x7) = (0, 0, 0, 0)
            return
        }
        tokensPerDollar = tokensPerSecond * 3600 / pricePerHour.dollars
        costPerMillionTokens = 1_000_000 / tokensPerDollar
        costPerHour = pricePerHour.dollars
        estimatedMonthly24x7 = pricePerHour.dollars * 24 * 30
    }
}
