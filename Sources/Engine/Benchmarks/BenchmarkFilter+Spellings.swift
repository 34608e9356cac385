import Advice
public import Storage

extension BenchmarkFilter {
    /// The filter for words as people type them, among the words that stored results use.
    ///
    /// A GPU the catalogue knows means that card in every spelling; anything else is a part of a name.
    public init(model: String?, gpu: String?, provider: String?, among names: BenchmarkNames) {
        self.init()
        if let model {
            let tag = ModelCatalogue.canonical(model)
            models = names.models.filter { ModelCatalogue.canonical($0) == tag }
        }
        if let provider { providers = names.providers.filter { $0.lowercased() == provider.lowercased() } }
        guard let gpu else { return }
        let cards = Set(GPUCatalogue.cards(named: gpu))
        if cards.isEmpty {
            gpuText = gpu
        } else {
            gpus = names.gpus.filter { Self.means($0, oneOf: cards) }
        }
    }

    /// A memory size that contradicts the name leaves the name.
    private static func means(_ spelling: GPUSpelling, oneOf cards: Set<GPU>) -> Bool {
        if let card = GPUCatalogue.match(name: spelling.name, memoryMiB: spelling.memoryMiB).gpu { return cards.contains(card) }
        return !cards.isDisjoint(with: GPUCatalogue.cards(named: spelling.name))
    }
}
