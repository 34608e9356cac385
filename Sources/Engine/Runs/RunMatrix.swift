import Advice
import Domain

/// What a request for a run comes to on a market: every model on every card at every provider.
struct RunMatrix {
    /// In the order of the request: model by model, and of each card by card.
    let cells: [RunCell]

    /// The most cells that a run can have.
    static let mostCells = 1000

    /// - Parameters:
    ///   - request: checked.
    ///   - offers: what was last seen for rent.
    ///
    /// Throws `.noOffer` when every card on the market is asked for and none is known, `.noCredentials` when every provider is and
    /// none is configured, `.invalidInput` for more cells than there can be.
    init(_ request: RunRequest, offers: [Offer], configured: [ProviderID]) throws {
        let providers = request.providers.isEmpty ? configured : request.providers
        guard !providers.isEmpty else {
            throw Problem(
                .noCredentials, "no marketplace is configured, and the run names none",
                hint: "Set an API key in the environment or in .env; 'gpu-shopper doctor' shows what is missing.")
        }
        let counts = Self.largestCounts(offers)
        let cards = try request.gpuTypes.isEmpty ? Self.cards(in: offers, of: providers) : request.gpuTypes.map(CardName.init)
        guard !cards.isEmpty else {
            throw Problem(
                .noOffer, "no GPU that could be measured was seen for rent lately",
                hint: "Name the GPUs, or look at the inventory first.")
        }
        let (models, total) = (request.models, request.models.count * cards.count * providers.count)
        guard total <= Self.mostCells else {
            throw Problem(
                .invalidInput,
                "the run has \(total) entries (\(models.count) models x \(cards.count) GPUs x \(providers.count) providers); the most is \(Self.mostCells)",
                hint: "Name fewer, or make several runs.")
        }
        cells = models.flatMap { model in
            let need = ModelCatalogue.lookUp(model).model.map { MemoryNeed(model: $0) }
            return cards.flatMap { card in
                let lack = need.flatMap { Self.lack($0, card, gpuCount: counts[card] ?? 1) }
                return providers.map { provider in
                    let unset = configured.contains(provider) ? nil : "no credentials for \(provider) are configured"
                    return RunCell(model: model, gpuType: card.text, provider: provider, objection: lack ?? unset)
                }
            }
        }
    }

    /// Cards of the catalogue that are for rent, by name.
    private static func cards(in offers: [Offer], of providers: [ProviderID]) -> [CardName] {
        let cards = offers.filter { providers.contains($0.provider) }.compactMap {
            GPUCatalogue.match(name: $0.gpuName, memoryMiB: $0.gpuMemoryMiB).gpu
        }
        return Set(cards).map(CardName.init).sorted { $0.text < $1.text }
    }

    /// How many of a card the largest machine has that was seen.
    private static func largestCounts(_ offers: [Offer]) -> [CardName: Int] {
        offers.reduce(into: [:]) { counts, offer in
            guard let card = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu else { return }
            counts[CardName(card)] = max(counts[CardName(card)] ?? 1, offer.gpuCount)
        }
    }

    /// Why a model cannot be measured on machines with so many of a card; `nil` when it can.
    private static func lack(_ need: MemoryNeed, _ card: CardName, gpuCount: Int) -> String? {
        let fit = need.fit(memoryMiB: card.card.memoryMiB, gpuCount: gpuCount)
        guard !fit.fits else { return nil }
        return "does not fit on \(gpuCount)x \(card.text), the largest machine known: \(fit.sentence)"
    }
}
