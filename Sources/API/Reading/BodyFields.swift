import Crypto
import Domain
import Foundation
import Hummingbird
import NIOCore

/// The members of a JSON object that a caller sent; each is read by name, and a `Problem` says which one is wrong and what it
/// must be.
struct BodyFields: Sendable {
    private let members: [String: JSONValue]
    private let arguments: RequestArguments
    /// Where the object stands in the body: `run_request.`, or nothing for the body itself.
    private let path: String

    init(_ members: [String: JSONValue], arguments: RequestArguments = RequestArguments(), path: String = "") {
        self.members = members
        self.arguments = arguments
        self.path = path
    }

    /// Reads a request's whole body; no body at all is an empty object.
    init(of request: Request, context: APIContext) async throws {
        let buffer = try await request.body.collect(upTo: context.maxUploadSize)
        guard buffer.readableBytes > 0 else {
            self.init([:])
            return
        }
        let value: JSONValue
        do {
            value = try JSONDecoder().decode(JSONValue.self, from: Data(buffer.readableBytesView))
        } catch {
            throw Problem(.invalidInput, "the body is not JSON", hint: "Send one JSON object.", cause: error)
        }
        guard case .object(let members) = value else {
            throw Problem(.invalidInput, "the body must be a JSON object", hint: "Send one JSON object.")
        }
        context.arguments.receive(members: members.keys)
        self.init(members, arguments: context.arguments)
    }

    /// The same with a text where none was given.
    func defaulting(_ name: String, to text: String?) -> BodyFields {
        guard let text, self[name] == nil else { return self }
        return BodyFields(members.merging([name: .text(text)]) { $1 }, arguments: arguments, path: path)
    }

    /// Everything that was sent, for a body that is one whole thing; `known` are the members that mean something.
    func members(known: Set<String>) -> [String: JSONValue] {
        for name in known { arguments.understand(member: path + name) }
        return members.filter { known.contains($0.key) && $0.value != .null }
    }

    /// SHA-256 of what is asked for, hexadecimal; the same however it is laid out.
    var digest: String {
        SHA256.hash(data: Data(JSONValue.object(members).canonical.utf8))
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Throws a `Problem` that names every one of these that is missing.
    func require(_ names: String...) throws { try require(names) }

    func require(_ names: [String]) throws {
        let missing = names.filter { self[$0] == nil }
        guard !missing.isEmpty else { return }
        throw Problem(.invalidInput, missing.map { "\(path)\($0) is required" }.joined(separator: "; "))
    }

    /// Whether it was given; null is as good as nothing.
    func has(_ name: String) -> Bool { self[name] != nil }

    func text(_ name: String) throws -> String? {
        switch self[name] {
        case nil: nil
        case .text(let text)?: text
        default: throw Problem(.invalidInput, "\(path)\(name) must be a text")
        }
    }

    func flag(_ name: String) throws -> Bool? {
        switch self[name] {
        case nil: nil
        case .flag(let flag)?: flag
        default: throw Problem(.invalidInput, "\(path)\(name) must be true or false")
        }
    }

    func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let value = self[name] else { return nil }
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            throw Problem(.invalidInput, "\(path)\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return whole
    }

    func number(_ name: String, _ range: ClosedRange<Double>) throws -> Double? {
        guard let value = self[name] else { return nil }
        guard case .number(let number) = value, range.contains(number) else {
            throw Problem(
                .invalidInput, "\(path)\(name) must be a number from \(Words.plain(range.lowerBound)) to \(Words.plain(range.upperBound))")
        }
        return number
    }

    /// A list of whole numbers; none when it was not sent.
    func wholes(_ name: String) throws -> [Int] {
        guard let value = self[name] else { return [] }
        guard case .list(let elements) = value else { throw Problem(.invalidInput, "\(path)\(name) must be a list of whole numbers") }
        return try elements.map { element in
            guard case .number(let number) = element, let whole = Int(exactly: number) else {
                throw Problem(.invalidInput, "\(path)\(name) must be a list of whole numbers")
            }
            return whole
        }
    }

    /// A list of texts; none when it was not sent.
    func texts(_ name: String) throws -> [String] {
        guard let value = self[name] else { return [] }
        guard case .list(let elements) = value else { throw Problem(.invalidInput, "\(path)\(name) must be a list of texts") }
        return try elements.map { element in
            guard case .text(let text) = element else { throw Problem(.invalidInput, "\(path)\(name) must be a list of texts") }
            return text
        }
    }

    /// An object within this one, read by its own members; `nil` when it was not sent.
    func object(_ name: String) throws -> BodyFields? {
        guard let value = self[name] else { return nil }
        guard case .object(let members) = value else { throw Problem(.invalidInput, "\(path)\(name) must be an object") }
        let inner = "\(path)\(name)."
        arguments.receive(members: members.keys.map { inner + $0 })
        return BodyFields(members, arguments: arguments, path: inner)
    }

    /// From a millionth of a dollar, the smallest amount there is, to a million dollars, as on the command line.
    func dollars(_ name: String) throws -> USD? {
        guard let value = self[name] else { return nil }
        guard case .number(let number) = value, number <= 1_000_000, let amount = USD(dollars: number), amount > .zero else {
            throw Problem(.invalidInput, "\(path)\(name) must be a number of dollars from 0.000001 to 1000000")
        }
        return amount
    }

    /// Whether null was sent, where that means something else than nothing at all.
    func isCleared(_ name: String) -> Bool {
        arguments.understand(member: path + name)
        return members[name] == .null
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) throws -> Word? {
        guard let text = try text(name) else { return nil }
        return try Words.reading(text, as: path + name)
    }

    private subscript(name: String) -> JSONValue? {
        arguments.understand(member: path + name)
        guard let value = members[name], value != .null else { return nil }
        return value
    }
}
