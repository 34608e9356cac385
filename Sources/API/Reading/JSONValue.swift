import Domain
import Foundation

/// Any JSON, so that what is wrong with a member can be said by its name.
enum JSONValue: Codable, Hashable, Sendable {
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

    /// What a value looks like as JSON.
    init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: try ProductJSON.encoder().encode(value))
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

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (name, member) in members { try container.encode(member, forKey: Name(name)) }
        case .list(let items): try items.encode(to: encoder)
        case .null: try Single.encodeNil(to: encoder)
        case .flag(let flag): try flag.encode(to: encoder)
        // A whole number is written as one, since it may stand where nothing else can be read.
        case .number(let number):
            if let whole = Int(exactly: number) { try whole.encode(to: encoder) } else { try number.encode(to: encoder) }
        case .text(let text): try text.encode(to: encoder)
        }
    }

    private enum Single {
        static func encodeNil(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
