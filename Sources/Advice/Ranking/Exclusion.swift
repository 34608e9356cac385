public import Domain
import Foundation

/// An offer that is not recommended, and why.
public struct Exclusion: Sendable, Codable, Hashable {
    /// The offer.
    public let offerID: OfferID
    /// The rule that left it out.
    public let kind: ExclusionKind
    private let detail: Detail

    init(_ offerID: OfferID, _ kind: ExclusionKind, _ detail: Detail) {
        self.offerID = offerID
        self.kind = kind
        self.detail = detail
    }

    /// The reason in words.
    ///
    /// Made when asked for: tens of thousands of offers may be left out and few are shown.
    public var reason: String { detail.sentence }

    /// GiB that are missing, for offers that do not fit.
    public var lacksGiB: Double? {
        if case .lacks(let gib, _) = detail { gib } else { nil }
    }

    /// By how much it misses, as a share of what was asked or in GiB; only comparable within one rule.
    var distance: Double {
        switch detail {
        case .text, .price, .rests: 0
        case .lacks(let gib, _): gib
        case .slow(let expected, let least): least / max(expected, 0.001)
        case .dear(let price, let most): Double(price.micros) / Double(max(1, most.micros))
        case .leaves(let hours, let needed): needed - hours
        }
    }

    /// The figures behind a reason.
    enum Detail: Sendable {
        case text(String)
        case lacks(gib: Double, sentence: String)
        case price(USD)
        case slow(expected: Double, least: Double)
        case dear(price: USD, most: USD)
        case leaves(hours: Double, needed: Double)
        case rests(failures: Int, until: Date)

        var sentence: String {
            switch self {
            case .text(let text): text
            case .lacks(let gib, let sentence): "\(sentence): lacks \(Figure.missing(gib)) GiB"
            case .price(let price): "its price of $\(Figure.fixed(price.dollars, 4))/h is not believable"
            case .slow(let expected, let least):
                "too slow: \(Figure.fixed(expected, 1)) tok/s expected, \(Figure.fixed(least, 1)) asked"
            case .dear(let price, let most):
                "too expensive: $\(Figure.fixed(price.dollars, 3))/h, at most $\(Figure.fixed(most.dollars, 3))/h asked"
            case .rests(let failures, let until):
                "rentals of it failed \(failures) times just now; left out until \(Figure.clock(until)) UTC"
            case .leaves(let hours, let needed):
                "the host leaves the market in \(Figure.fixed(hours, 1)) h, the job needs \(Figure.fixed(needed, 1)) h"
            }
        }
    }

    enum CodingKeys: String, CodingKey {
        case offerID = "offer_id"
        case reason, kind
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        offerID = try container.decode(OfferID.self, forKey: .offerID)
        kind = try container.decodeIfPresent(ExclusionKind.self, forKey: .kind) ?? .constraint
        detail = .text(try container.decode(String.self, forKey: .reason))
    }

    /// Writes `offer_id`, `reason` and `kind`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(offerID, forKey: .offerID)
        try container.encode(reason, forKey: .reason)
        try container.encode(kind, forKey: .kind)
    }

    /// Equal when they say the same about the same offer.
    public static func == (left: Exclusion, right: Exclusion) -> Bool {
        left.offerID == right.offerID && left.kind == right.kind && left.reason == right.reason
    }

    /// Hashes the offer and the rule.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(offerID)
        hasher.combine(kind)
    }
}
