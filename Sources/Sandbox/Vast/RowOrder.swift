/// The order of a listing: by one member, and by id where that is the same.
struct RowOrder: Sendable {
    let column: String
    let descends: Bool

    /// Reads `[{"col": "id", "dir": "asc"}]`; without it, by id.
    init(_ json: JSONValue?) {
        let first = json?.array?.first
        column = first?["col"]?.string ?? "id"
        descends = first?["dir"]?.string == "desc"
    }

    func precedes(_ left: JSONObject, _ right: JSONObject) -> Bool {
        precedes((left[column], left["id"]), (right[column], right["id"]))
    }

    /// The rows behind the last one of an earlier page, whether that one is still there or not.
    func rows(_ rows: [JSONObject], after token: PageToken) -> [JSONObject] {
        rows.filter { precedes((token.value, token.id), ($0[column], $0["id"])) }
    }

    private func precedes(_ left: (JSONValue?, JSONValue?), _ right: (JSONValue?, JSONValue?)) -> Bool {
        if Self.isBelow(left.0, right.0) { return !descends }
        if Self.isBelow(right.0, left.0) { return descends }
        return RowFilter.isBelow(left.1, right.1)
    }

    /// Nothing is below everything.
    private static func isBelow(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        let (left, right) = (left ?? .null, right ?? .null)
        return left.isNull ? !right.isNull : RowFilter.isBelow(left, right)
    }
}
