import Foundation

/// Spreads of the speed model that do not depend on the card, as standard deviations in log units.
///
/// Repeats at one site agree within 0.1-0.7 %, healthy hosts with the same card differ by 2-9 %: the host is the unit of
/// replication. The values were chosen so that 90 % intervals hold for nine in ten published rows when the row, its
/// (GPU, model) pair or its whole GPU is left out.
enum SpeedSpread {
    static let model = 0.035
    static let pair = 0.025
    static let provider = 0.02
    static let host = 0.04
    /// Splitting over several cards costs up to a tenth.
    static let split = 0.05
    static let expertModel = 0.20
    static let expertPair = 0.08
    /// Half-width of the 90 % interval in spreads; a little more than the 1.645 of a normal law, for its heavier tails.
    static let halfWidth = 1.7

    /// How many spreads off a result must lie to be put down to its machine.
    static let oddFrom = 2.5

    /// How far results of one model differ between healthy machines, joined with further spreads.
    static func healthy(_ model: LanguageModel, beside others: [Double]) -> Double {
        let small = smallModel(model)
        let experts = model.isMixtureOfExperts ? expertModel : 0
        // The last one is the noise of a published figure.
        let parts = [host, pair, Self.model, 0.03, small, experts] + others
        return parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// Models below 3 GB pay for work per token that the physics does not know (sampling over a large vocabulary on a
    /// host's processor, for one), the more the smaller they are.
    static func smallModel(_ model: LanguageModel) -> Double {
        max(0, 0.35 * log(3_000_000_000 / Double(max(1, model.bytes))))
    }
}
