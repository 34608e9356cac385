public import Domain

/// One offer in its place.
public struct Recommendation: Sendable {
    /// 1 is best.
    public let rank: Int
    /// The offer.
    public let offerID: OfferID
    /// Who rents it.
    public let provider: ProviderID
    /// Canonical name of the card.
    public let gpuType: String
    /// GPUs in the offer.
    public let gpuCount: Int
    /// Memory of one GPU as sold, GB.
    public let memoryGB: Int
    /// Memory of one GPU as the fit used it, MiB.
    public let gpuMemoryMiB: Int
    /// Full price, disk included.
    public let pricePerHour: USD
    /// Expected decode rate of one stream.
    public let tokensPerSecond: Double
    /// Lower end of the 90 % interval.
    public let tokensPerSecondLow: Double
    /// Upper end of the 90 % interval.
    public let tokensPerSecondHigh: Double
    /// The whole bill for a million tokens, dollars.
    public let allInDollarsPerMillionTokens: Double
    /// What the speed rests on.
    public let basis: SpeedBasis
    /// Results behind the basis.
    public let evidenceCount: Int
    /// Place in the provider's words.
    public let location: String
    /// Whether nothing else here is both faster and cheaper for the whole job.
    public let isParetoOptimal: Bool
    let story: Story

    /// Tokens for a dollar of rent: tokens/s x 3600 / hourly price, nothing else counted.
    public var tokensPerDollar: Double { tokensPerSecond * 3600 / pricePerHour.dollars }

    /// The rent of a million tokens, dollars, nothing else counted.
    public var dollarsPerMillionTokens: Double { pricePerHour.dollars / (tokensPerSecond * 3600) * 1_000_000 }

    /// Why it stands where it stands, in words; made when asked for, since few of many rows are shown.
    public var reasons: [String] {
        switch story {
        case .told(let reasons): reasons
        case .known(let facts): facts.reasons(of: self)
        }
    }

    /// How the speed came about, step by step; empty for a recommendation that was read back from JSON.
    public var explanation: [String] {
        switch story {
        case .told: []
        case .known(let facts): facts.place.estimate.explanation
        }
    }

    /// Why the machine is suspected, where the request lets such machines in; `nil` for one that was read back from JSON.
    public var suspicion: String? {
        switch story {
        case .told: nil
        case .known(let facts): facts.suspicion
        }
    }

    /// The whole bill; `nil` for a recommendation that was read back from JSON.
    public var bill: WholeBill? {
        switch story {
        case .told: nil
        case .known(let facts): facts.bill(of: self)
        }
    }

    /// Benchmark ids of the results behind the basis; empty for a recommendation that was read back from JSON.
    public var evidenceIDs: [String] {
        switch story {
        case .told: []
        case .known(let facts): facts.place.estimate.evidenceIDs
        }
    }

    /// Where the reasons come from.
    enum Story: Sendable {
        case told([String])
        case known(RecommendationFacts)
    }
}
