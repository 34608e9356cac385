/// Any JSON, so that what is wrong with a member can be said by its name.
enum JSONValue: Decodable, Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) { $0[$1.stringValue] = try members.decode(JSONValue.self, forKey: $1) })
            return
        }
        let container = try decoder.singleValueContainer()
        // Which of these it is shows in which of them can be read; the others failing is how one finds out.
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else {
            self = .list(try container.decode([JSONValue].self))
        }
    }

    /// The same JSON however it was laid out: what two requests asked for can be compared by it.
    var canonical: String {
        switch self {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .number(let number): "\(number)"
        case .text(let text): "\(text.debugDescription)"
        case .list(let items): "[\(items.map(\.canonical).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\($0.key.debugDescription):\($0.value.canonical)" }.joined(separator: ","))}"
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
