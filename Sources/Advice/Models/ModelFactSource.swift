/// How well a model's figures are founded.
public enum ModelFactSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// Size from a public dump of `/api/tags`.
    case tagListing = "tag listing"
    /// Size and shape from the model's card, rounded.
    case modelCard = "model card"
    /// Read from a running server.
    case server
}
