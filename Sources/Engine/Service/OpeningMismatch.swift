/// A request bears the name of an earlier one that asked for something else.
public struct OpeningMismatch: Error, Sendable {
    /// The name that both bear.
    public let key: String
}
