import Domain
import Foundation
import Hummingbird

/// The arguments of a request's query; of one that is given twice the first counts, and an empty one counts as not given.
struct QueryFields: Sendable {
    private let values: [String: String]

    init(of request: Request) {
        let pairs = (request.uri.query ?? "").split(separator: "&").compactMap { pair -> (String, String)? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = Self.decoded(parts[0]), let value = Self.decoded(parts[1]), !value.isEmpty else {
                return nil
            }
            return (name, value)
        }
        values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    func text(_ name: String) -> String? { values[name] }

    func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let whole = Int(text), range.contains(whole) else {
            throw Problem(.invalidInput, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return whole
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

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) throws -> Word? {
        try values[name].map { try Words.reading($0, as: name) }
    }

    private static func decoded(_ text: Substring) -> String? { text.replacing("+", with: " ").removingPercentEncoding }
}
