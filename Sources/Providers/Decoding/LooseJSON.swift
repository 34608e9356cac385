/// JSON of unknown shape, kept only as far as somebody may search it for a text.
enum LooseJSON: Decodable, Sendable {
    case text(String)
    case list([LooseJSON])
    case object([String: LooseJSON])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([LooseJSON].self) {
            self = .list(list)
        } else if let object = try? container.decode([String: LooseJSON].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }

    /// Whether any text in it, at any depth, satisfies `condition`.
    func hasText(where condition: (String) -> Bool) -> Bool {
        switch self {
        case .text(let text): condition(text)
        case .list(let items): items.contains { $0.hasText(where: condition) }
        case .object(let members): members.values.contains { $0.hasText(where: condition) }
        case .other: false
        }
    }
}
