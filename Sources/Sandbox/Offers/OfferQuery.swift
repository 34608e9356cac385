/// A search as the marketplace understands it: one comparison per field, an order, a limit and a storage size.
struct OfferQuery: Sendable {
    var filters: [RowFilter] = []
    var order: [(field: String, descending: Bool)] = []
    var limit = 64
    var type = "on-demand"
    var storageGB = 8.0

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
            order.append((field, pair[1]?.string == "desc"))
        }
        if let limit = object["limit"]?.int, limit >= 0 { self.limit = limit }
        if let type = object["type"]?.string { self.type = type }
        if let storage = object["allocated_storage"]?.number { storageGB = storage }
    }

    /// The rows of the offers that pass, sorted and cut, as they are printed.
    func answer(from offers: [MarketOffer]) -> [JSONValue] {
        var passing = offers.filter { offer in
            filters.allSatisfy { $0.accepts(offer.value($0.field, storageGB: storageGB)) }
        }
        let order = order.isEmpty ? [(field: "score", descending: true)] : order
        passing.sort { first, second in
            for (field, descending) in order {
                let left = first.value(field, storageGB: storageGB)
                let right = second.value(field, storageGB: storageGB)
                if RowFilter.isBelow(left, right) { return !descending }
                if RowFilter.isBelow(right, left) { return descending }
            }
            return first.id < second.id
        }
        return passing.prefix(limit).map { offer in
            var row = offer.printed(storageGB: storageGB)
            if type == "bid" {
                row["dph_total"] = row["min_bid"]
                row["is_bid"] = true
            }
            return .object(row)
        }
    }
}
