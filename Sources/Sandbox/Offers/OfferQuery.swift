/// A search as the marketplace understands it: one comparison per field, an order, a limit and a storage size.
struct OfferQuery: Sendable {
    var filters: [RowFilter] = []
    var order: [(field: String, descending: Bool)] = []
    var limit = 64
    var pricing = Pricing()

    private static let reserved: Set = [
        "order", "limit", "type", "allocated_storage", "select_cols", "disable_bundling", "resource_type",
        "sort_option", "extra_ids", "show_incompatible", "client_id",
    ]

    /// Reads a query; an operator nobody knows is refused with what it was.
    init(_ json: JSONValue) throws(QueryProblem) {
        guard let object = json.object else { throw QueryProblem("the query is not an object") }
        for member in object.members where !Self.reserved.contains(member.name) {
            filters += try RowFilter.read(field: member.name, member.value)
        }
        for pair in object["order"]?.array ?? [] {
            guard let field = pair[0]?.string else { throw QueryProblem("order wants [field, direction] pairs") }
            order.append((RowFilter.column(field), pair[1]?.string == "desc"))
        }
        if let limit = object["limit"]?.int, limit >= 0 { self.limit = limit }
        pricing.isBid = object["type"]?.string == "bid"
        if let storage = object["allocated_storage"]?.number { pricing.storageGB = storage }
    }

    /// The rows of the offers that pass, sorted and cut, as they are printed.
    func answer(from offers: [MarketOffer]) -> [JSONValue] {
        var passing = offers.filter { offer in
            filters.allSatisfy { $0.accepts(offer.value($0.field, pricing)) }
        }
        let order = order.isEmpty ? [(field: "score", descending: true)] : order
        passing.sort { first, second in
            for (field, descending) in order {
                let (left, right) = (first.value(field, pricing), second.value(field, pricing))
                if RowFilter.isBelow(left, right) { return !descending }
                if RowFilter.isBelow(right, left) { return descending }
            }
            return first.id < second.id
        }
        return passing.prefix(limit).map { .object($0.printed(pricing)) }
    }
}
