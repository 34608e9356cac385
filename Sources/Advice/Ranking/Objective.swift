/// What a recommendation should be best at.
public enum Objective: String, Hashable, Sendable, Codable, CaseIterable {
    /// Cheapest tokens, the whole bill counted.
    case value
    /// Most tokens per second.
    case speed
    /// Both, as the product of speed and tokens per dollar.
    case balanced
}
