import Domain
import Foundation
import Hummingbird

/// The arguments of a request's query; of one that is given twice the first counts, and an empty one counts as not given.
struct QueryFields: Sendable {
    private let values: [String: String]

    init(values: [String: String]) { self.values = values }

    /// Reads the query and keeps that `names` are those that mean something here; others are ignored, and the caller is told.
    init(of request: Request, _ context: APIContext, knowing names: String...) throws {
        try self.init(of: request, context, knowing: names)
    }

    /// The same for names that stand in a list.
    init(of request: Request, _ context: APIContext, knowing names: [String]) throws {
        context.arguments.understand(parameters: names)
        let pairs = try Self.pairs(of: request).filter { !$0.1.isEmpty }
        values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Name and value of each argument, decoded; throws for what is not percent-encoded text.
    static func pairs(of request: Request) throws -> [(String, String)] {
        try (request.uri.query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0]), let value = parts.count == 2 ? decoded(parts[1]) : "" else {
                throw Problem(.invalidInput, "the query is not percent-encoded UTF-8", hint: "Write a percent sign as %25.")
            }
            return (name, value)
        }
    }

    /// The first of these names that was given, for arguments that have an older name too.
    func text(_ names: String...) -> String? { names.lazy.compactMap { values[$0] }.first }

    func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let whole = Int(text), range.contains(whole) else {
            throw Problem(.invalidInput, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return whole
    }

    /// A number, fractions allowed.
    func number(_ name: String, _ range: ClosedRange<Double>) throws -> Double? {
        guard let text = values[name] else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw Problem(
                .invalidInput, "\(name) must be a number from \(Words.plain(range.lowerBound)) to \(Words.plain(range.upperBound))")
        }
        return number
    }

    /// `true` or `false`, or 1 or 0 for them.
    func flag(_ name: String) throws -> Bool? {
        switch values[name]?.lowercased() {
        case nil: nil
        case "true", "1": true
        case "false", "0": false
        default: throw Problem(.invalidInput, "\(name) must be one of true, false")
        }
    }

    /// A number of seconds, fractions allowed.
    func seconds(_ name: String, _ range: ClosedRange<Double>) throws -> Duration? {
        guard let text = values[name] else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw Problem(
                .invalidInput, "\(name) must be a number of seconds from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        return .seconds(number)
    }

    /// Dollars, from nothing to a million.
    func dollars(_ name: String) throws -> USD? {
        guard let number = try number(name, 0...1_000_000) else { return nil }
        return USD(dollars: number)
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) throws -> Word? {
        try values[name].map { try Words.reading($0, as: name) }
    }

    /// A session's status; `terminated` is an older word for `stopped`.
    func status(_ name: String) throws -> SessionStatus? {
        text(name)?.lowercased() == "terminated" ? .stopped : try word(name)
    }

    /// A provider that this version knows.
    func provider(_ name: String) throws -> ProviderID? {
        guard let text = text(name) else { return nil }
        let provider = ProviderID(rawValue: text)
        guard ProviderID.all.contains(provider) else {
            throw Problem(
                .invalidInput, "provider not found: \(text.prefix(64))",
                hint: "It must be one of \(ProviderID.all.map(\.rawValue).joined(separator: ", ")).")
        }
        return provider
    }

    private static func decoded(_ text: Substring) -> String? { text.replacing("+", with: " ").removingPercentEncoding }
}
