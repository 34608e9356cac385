public import Advice
public import Domain
public import Foundation

/// Offers as somebody looks through them: the cheapest first, machines that rest after failures left out.
public struct InventoryListing: Sendable {
    /// One offer and what we know of it.
    public struct Item: Sendable {
        /// As its provider shows it.
        public let offer: Offer
        /// Its card, where the catalogue knows it.
        public let card: GPU?
        /// The chance that a rental comes up: usual for the provider, lowered by what failed lately.
        public let confidence: Double
    }

    /// Ties are in the order of ids.
    public let items: [Item]
    /// Offers that were left out because their machines rest.
    public let restingCount: Int

    /// Looks through offers at `date`.
    public init(_ offers: [Offer], filter: InventoryFilter, history: MachineHistory, at date: Date) {
        var items: [Item] = []
        var resting = 0
        for offer in offers {
            if history.isResting(offer, at: date) {
                resting += 1
                continue
            }
            let card = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu
            let confidence = history.confidence(in: offer, card: card)
            if filter.holds(offer, card: card, confidence: confidence) {
                items.append(Item(offer: offer, card: card, confidence: confidence))
            }
        }
        self.items = items.sorted { ($0.offer.pricePerHour, $0.offer.id) < ($1.offer.pricePerHour, $1.offer.id) }
        restingCount = resting
    }
}
