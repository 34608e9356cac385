/// An amount of United States dollars in whole micro-dollars.
///
/// Money is never a `Double`: sums of many small charges must agree to the cent whichever way they are cut.
public struct USD: Hashable, Comparable, Sendable {
    /// Millionths of a dollar.
    public let micros: Int64

    /// Wraps a count of micro-dollars.
    public init(micros: Int64) {
        self.micros = micros
    }

    /// Rounds a decimal figure from a wire format or a flag to the nearest micro-dollar.
    ///
    /// `nil` for figures that are no amount of money: NaN, infinities and anything beyond a billion dollars.
    public init?(dollars: Double) {
        guard dollars.isFinite, abs(dollars) <= 1_000_000_000 else { return nil }
        micros = Int64((dollars * 1_000_000).rounded())
    }

    /// Nothing.
    public static let zero = USD(micros: 0)

    /// The figure in dollars, for display and for rates such as tokens per dollar; never for sums.
    public var dollars: Double { Double(micros) / 1_000_000 }

    /// The charge for `seconds` at this price per hour, rounded up to the next micro-dollar.
    ///
    /// Rounding up keeps a budget a ceiling. Negative spans (a clock that jumped back) cost nothing; a charge beyond
    /// all counting is the largest there is.
    public func perHour(forSeconds seconds: Double) -> USD {
        guard seconds > 0 else { return .zero }
        let charge = (Double(micros) * seconds / 3600).rounded(.up)
        return USD(micros: Int64(exactly: charge) ?? (charge > 0 ? .max : .min))
    }

    /// Orders by amount.
    public static func < (left: USD, right: USD) -> Bool { left.micros < right.micros }

    /// The exact sum.
    public static func + (left: USD, right: USD) -> USD { USD(micros: left.micros + right.micros) }

    /// The exact difference; may be negative.
    public static func - (left: USD, right: USD) -> USD { USD(micros: left.micros - right.micros) }

    /// Adds in place.
    public static func += (left: inout USD, right: USD) { left = left + right }
}

extension USD: Codable {
    /// Reads a decimal number of dollars, as every JSON shape of the product prints money.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = USD(dollars: try container.decode(Double.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an amount of dollars")
        }
        self = value
    }

    /// Writes a decimal number of dollars.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dollars)
    }
}
