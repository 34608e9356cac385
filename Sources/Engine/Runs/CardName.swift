import Advice
import Domain
import Foundation

/// A card by a name that stands for no other.
struct CardName: Hashable, Sendable {
    /// The card.
    let card: GPU

    /// The catalogue's name, with the memory where it takes that to tell the card from others.
    let text: String

    init(_ card: GPU) {
        self.card = card
        let namesakes = GPUCatalogue.all.count { $0.name == card.name && !$0.isRareVariant }
        text = namesakes > 1 || card.isRareVariant ? card.id : card.name
    }

    /// Reads a name in any spelling.
    ///
    /// Throws `.invalidInput` for one that no card has, and for one that several have: they are measured apart.
    init(_ name: String) throws {
        let named = GPUCatalogue.cards(named: name)
        let usual = named.filter { !$0.isRareVariant }
        let cards = (usual.isEmpty ? named : usual).map(CardName.init)
        guard let card = cards.first else {
            _ = try GPUFilter(name)
            throw Problem(.internalError, "a GPU is in the catalogue and is not")
        }
        guard cards.count == 1 else {
            throw Problem(
                .invalidInput, "'\(name.prefix(60))' may be \(cards.map(\.text).sorted().joined(separator: " or "))",
                hint: "Name the one that is meant, or all of them.")
        }
        self = card
    }
}
