/// An empty object, for events that say all in their sentence.
public struct NoDetails: Encodable, Sendable {
    /// Nothing to say.
    public init() {}
}
