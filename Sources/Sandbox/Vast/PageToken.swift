/// Where a page of a listing ended: at a row, not at a count, so that no row is skipped when one before it vanishes.
struct PageToken: Sendable {
    /// The last row's value in the column that the listing is ordered by.
    let value: JSONValue
    /// The last row's id.
    let id: JSONValue

    init(last row: JSONObject, _ order: RowOrder) {
        value = row[order.column] ?? .null
        id = row["id"] ?? .null
    }

    /// Reads a token as it came or as JSON text, both of which the vendor's client sends; an empty one is none.
    static func read(_ argument: String?) throws(VastRefusal) -> PageToken? {
        let text = (argument ?? "").replacing("\"", with: "")
        if text.isEmpty || text == "null" { return nil }
        guard text.hasPrefix("page-"), let token = PageToken(digits: text.dropFirst(5)) else {
            throw .invalid("after_token is not one that a page ended with")
        }
        return token
    }

    /// The token in letters and digits, which need no escaping anywhere.
    var text: String {
        "page-" + JSONValue.array([value, id]).bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private init?(digits: Substring) {
        let pairs = stride(from: 0, to: digits.utf8.count, by: 2).map { digits.utf8.dropFirst($0).prefix(2) }
        let bytes = pairs.compactMap { UInt8(String(decoding: $0, as: UTF8.self), radix: 16) }
        guard bytes.count == pairs.count, let pair = try? JSONValue(parsing: bytes).array, pair.count == 2,
            pair[1].int != nil
        else { return nil }
        (value, id) = (pair[0], pair[1])
    }
}
