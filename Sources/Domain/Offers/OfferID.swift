/// Our name for an offer: the provider and the provider's own id, such as `vastai-30434039`.
public struct OfferID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The whole id.
    public let rawValue: String

    /// Wraps an id as a user or a row gives it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Joins a provider and its local id.
    public init(provider: ProviderID, local: String) {
        rawValue = "\(provider)-\(local)"
    }

    /// The provider's own id, when the offer is that provider's.
    public func local(in provider: ProviderID) -> String? {
        let prefix = "\(provider)-"
        guard rawValue.hasPrefix(prefix) else { return nil }
        return String(rawValue.dropFirst(prefix.count))
    }

    /// The id.
    public var description: String { rawValue }

    /// Orders ids of equal length before longer ones, so that numeric ids sort as numbers do.
    public static func < (left: OfferID, right: OfferID) -> Bool {
        (left.rawValue.utf8.count, left.rawValue) < (right.rawValue.utf8.count, right.rawValue)
    }
}
