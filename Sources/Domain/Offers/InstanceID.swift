/// A rented machine's name at its provider.
public struct InstanceID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Whose machine it is.
    public let provider: ProviderID
    /// The provider's own id.
    public let local: String

    /// Joins both.
    public init(provider: ProviderID, local: String) {
        self.provider = provider
        self.local = local
    }

    /// `provider-local`.
    public var description: String { "\(provider)-\(local)" }
}
