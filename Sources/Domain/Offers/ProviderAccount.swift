/// The account behind a provider's key.
public struct ProviderAccount: Hashable, Sendable {
    /// The provider's own name for it; `nil` where it has none or the key may not read it.
    public let id: String?
    /// What is left on it; `nil` where the provider has no such figure.
    public let balance: USD?

    /// Joins both.
    public init(id: String? = nil, balance: USD? = nil) {
        self.id = id
        self.balance = balance
    }
}
