import Advice
import Domain

/// `--gpu`, in any spelling; one name may stand for several cards (`A100`).
struct GPUArgument {
    /// What was typed.
    let text: String
    private let cards: Set<GPU>

    /// `nil` for no flag; a `Problem` when no card is called so.
    init?(_ text: String?) throws {
        guard let text else { return nil }
        let cards = GPUCatalogue.cards(named: text)
        guard !cards.isEmpty else {
            throw Problem(
                .invalidInput, "no GPU is called '\(text)'", hint: "Write it as the market does, e.g. \"RTX 4090\" or \"A100 SXM4\".")
        }
        self.text = text
        self.cards = Set(cards)
    }

    /// Whether an offer's card is one of those.
    func holds(_ card: GPU?) -> Bool { card.map(cards.contains) ?? false }
}
