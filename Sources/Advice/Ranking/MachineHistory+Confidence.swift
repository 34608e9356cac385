public import Domain
public import Foundation

extension MachineHistory {
    /// The chance that a rental of an offer comes up, 0 to 1; the same that the whole bill reckons with.
    public func confidence(in offer: Offer, card: GPU?, assuming assumptions: RentalAssumptions = RentalAssumptions()) -> Double {
        let chance = assumptions.chance(offer.provider) * factor(of: offer) * factor(of: card?.name ?? offer.gpuName, at: offer.provider)
        return min(1, max(RentalAssumptions.leastChance, chance))
    }

    /// Whether the machine behind an offer is left alone after failures.
    public func isResting(_ offer: Offer, at date: Date) -> Bool { rest(of: offer, at: date) != nil }
}
