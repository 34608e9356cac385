/// An item of a marketplace's list that does not take the whole list down when it cannot be read.
struct Tolerant<Item: Decodable & Sendable>: Decodable, Sendable {
    /// The item, or `nil` when it has another shape altogether.
    let item: Item?

    init(from decoder: any Decoder) {
        do {
            item = try Item(from: decoder)
        } catch {
            item = nil
        }
    }
}
