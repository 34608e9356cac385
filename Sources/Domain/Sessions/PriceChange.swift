public import Foundation

/// A price that held for a machine until a moment.
public struct PriceChange: Hashable, Sendable, Codable {
    /// When another price began to hold.
    public let until: Date
    /// The price an hour before.
    public let pricePerHour: USD

    /// Joins both.
    public init(until: Date, pricePerHour: USD) {
        self.until = until
        self.pricePerHour = pricePerHour
    }
}
