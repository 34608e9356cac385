/// A part of a list, and where the next part begins.
public struct ListPage<Item: Sendable>: Sendable {
    /// In the list's order.
    public let items: [Item]
    /// How many the whole list has.
    public let total: Int
    /// What to ask for the next part with; `nil` for the last one.
    public let nextCursor: String?

    /// The whole list as one page.
    public init(all items: [Item]) {
        self.init(items: items, total: items.count, nextCursor: nil)
    }

    /// The first of a list; where the rest begins is not said.
    public init(first limit: Int?, of all: [Item]) {
        self.init(items: Array(all.prefix(limit ?? .max)), total: all.count, nextCursor: nil)
    }

    init(items: [Item], total: Int, nextCursor: String?) {
        self.items = items
        self.total = total
        self.nextCursor = nextCursor
    }
}
