import Hummingbird

extension VastDialect {
    /// The account's machines, page by page.
    func list(_ request: Request) throws -> JSONAnswer {
        if cloud.with({ $0.faults.take(.listFails) }) != nil { throw Self.unavailable }
        func argument(_ name: String) throws -> JSONValue? {
            try request.argument(name).map { try JSONValue(parsing: $0.utf8) }
        }
        let now = Cloud.now
        let filters = try Self.filters(argument("select_filters"))
        let order = RowOrder(try argument("order_by"))
        let listed = cloud.with { state in state.rentals.values.filter { $0.listedFrom <= now } }
        var rows = listed.map { $0.row(at: now) }
            .filter { row in filters.allSatisfy { $0.accepts(row[$0.field]) } }
        rows.sort(by: order.precedes)
        let limit = max(1, min(25, try argument("limit")?.int ?? 25))
        let rest = try PageToken.read(request.argument("after_token")).map { order.rows(rows, after: $0) } ?? rows
        let page = rest.prefix(limit)
        let next = page.count < rest.count ? page.last.map { JSONValue.string(PageToken(last: $0, order).text) } : nil
        var labels = JSONObject()
        for row in rows {
            let label = row["label"]?.string ?? ""
            labels[label] = .int((labels[label]?.int ?? 0) + 1)
        }
        return JSONAnswer(body: [
            "success": true, "instances": .array(page.map { .object($0) }), "instances_found": .int(page.count),
            "total_instances": .int(rows.count), "label_counts": .object(labels), "next_token": next ?? .null,
        ])
    }

    static func filters(_ json: JSONValue?) throws(VastRefusal) -> [RowFilter] {
        do throws(QueryProblem) {
            var filters: [RowFilter] = []
            for member in json?.object?.members ?? [] {
                filters += try RowFilter.read(field: member.name, member.value)
            }
            return filters
        } catch {
            throw .invalid(error.message)
        }
    }
}
