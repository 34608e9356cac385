import Domain
import Engine

/// What the numbers and words of the command line may be; a `Problem` names the flag and its range.
enum FlagRange {
    /// More than this is a typing error, whatever it is the price of.
    private static let mostDollars = 1_000_000.0

    /// An amount of money above nothing.
    static func dollars(_ flag: String, _ value: Double?) throws -> USD? {
        guard let value = try positive(flag, value, atMost: mostDollars, "dollars") else { return nil }
        guard let amount = USD(dollars: value), amount > .zero else { throw outside(flag, "at least 0.000001 dollars", value) }
        return amount
    }

    /// A number above 0.
    @discardableResult
    static func positive(_ flag: String, _ value: Double?, atMost most: Double, _ unit: String = "") throws -> Double? {
        guard let value else { return nil }
        guard value > 0, value <= most else { throw outside(flag, "above 0 and at most \(plain(most))\(spaced(unit))", value) }
        return value
    }

    /// A number within bounds.
    static func number(_ flag: String, _ value: Double?, _ range: ClosedRange<Double>) throws {
        guard let value, !range.contains(value) else { return }
        throw outside(flag, "from \(plain(range.lowerBound)) to \(plain(range.upperBound))", value)
    }

    /// A whole number within bounds.
    static func whole(_ flag: String, _ value: Int?, _ range: ClosedRange<Int>, _ unit: String = "") throws {
        guard let value, !range.contains(value) else { return }
        throw Problem(
            .invalidInput, "\(flag) must be from \(range.lowerBound) to \(range.upperBound)\(spaced(unit)), not \(value)")
    }

    /// A count of at least one.
    static func count(_ flag: String, _ value: Int?) throws { try whole(flag, value, 1...1_000_000) }

    /// A text that says something.
    static func text(_ flag: String, _ value: String?) throws {
        guard let value, value.allSatisfy(\.isWhitespace) else { return }
        throw Problem(.invalidInput, "\(flag) is empty", hint: "Give it a value, or leave it out.")
    }

    /// A number as a person writes it, in a form that the flag reads again.
    static func plain(_ value: Double) -> String {
        guard let whole = Int(exactly: value) else { return "\(value)" }
        return "\(whole)"
    }

    private static func outside(_ flag: String, _ range: String, _ value: Double) -> Problem {
        Problem(.invalidInput, "\(flag) must be \(range), not \(plain(value))")
    }

    private static func spaced(_ unit: String) -> String { unit.isEmpty ? "" : " " + unit }
}
