public import Domain

/// Templates as clients see them.
public struct TemplateListShape: Codable, Sendable {
    /// In the provider's order.
    public let templates: [Template]
    /// How many these are.
    public let count: Int

    /// Joins both.
    public init(_ templates: [Template]) {
        self.templates = templates
        count = templates.count
    }
}
