/// How few tokens are too few for a speed: the runtime's clock starts with the first one, so that an answer of a few
/// tokens seems to be much faster than it is.
enum ShortAnswer {
    private static let usual = 16

    /// The fewest tokens that give a rate: 16, or half of what a run asked for where that is less; 0 is unknown.
    static func tokens(maxTokens: Int) -> Int {
        maxTokens > 0 ? min(usual, max(1, maxTokens / 2)) : usual
    }
}
