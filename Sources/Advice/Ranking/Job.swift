/// The work that fixed costs are spread over.
public enum Job: Hashable, Sendable {
    /// Generating for this long, boot and pull not counted.
    case hours(Double)
    /// Generating this many tokens.
    case tokens(Double)

    /// Hours of generating at a speed.
    func hours(tokensPerSecond: Double) -> Double {
        switch self {
        case .hours(let hours): hours
        case .tokens(let tokens): tokens / tokensPerSecond / 3600
        }
    }
}
