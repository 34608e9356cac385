public import Domain

/// A GPU that somebody asks for, in any spelling; one name may stand for several cards (`A100`).
public struct GPUFilter: Sendable {
    private let cards: Set<Int>

    /// Resolves a name.
    /// - Throws: `Problem` with code `invalidInput` when no card is called so: a filter that can match nothing is a slip.
    public init(_ name: String) throws(Problem) {
        let cards = GPUCatalogue.cards(named: name)
        guard !cards.isEmpty else {
            let near = GPUCatalogue.nearest(to: name).map { "\"\($0)\"" }.joined(separator: " or ")
            throw Problem(
                .invalidInput, "no GPU is called '\(name.prefix(60))'",
                hint: near.isEmpty ? "Write it as the market does, e.g. \"RTX 4090\" or \"A100 SXM4\"." : "Did you mean \(near)?")
        }
        self.cards = Set(cards.map(\.index))
    }

    /// The same name, once it is known to be a card's.
    public static func checked(_ name: String?) throws(Problem) -> String? {
        guard let name else { return nil }
        _ = try GPUFilter(name)
        return name
    }

    /// Whether a card that a provider prints like this is one of those, or may be where no memory is stated.
    public func holds(name: String, memoryMiB: Int?) -> Bool {
        if let card = GPUCatalogue.match(name: name, memoryMiB: memoryMiB).gpu, cards.contains(card.index) { return true }
        return memoryMiB == nil && GPUCatalogue.cards(named: name).contains { cards.contains($0.index) }
    }
}
