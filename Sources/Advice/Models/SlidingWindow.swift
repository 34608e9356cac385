/// Local attention in some blocks of a model.
public struct SlidingWindow: Hashable, Sendable {
    /// Tokens a local block remembers.
    public let tokens: Int
    /// How many blocks are local.
    public let layers: Int

    /// Describes local attention.
    public init(tokens: Int, layers: Int) {
        self.tokens = tokens
        self.layers = layers
    }
}
