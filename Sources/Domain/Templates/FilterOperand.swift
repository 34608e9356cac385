/// What a template's filter compares a host's property with.
enum FilterOperand: Decodable, Hashable, Sendable {
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([FilterOperand])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Which of these it is shows in which of them can be read; the others failing is how one finds out.
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([FilterOperand].self))
        }
    }

    var isList: Bool { if case .list = self { true } else { false } }

    var elements: [FilterOperand] { if case .list(let elements) = self { elements } else { [] } }
}
