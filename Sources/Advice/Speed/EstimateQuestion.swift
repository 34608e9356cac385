/// A question for the speed of a card with a model.
public struct EstimateQuestion: Sendable {
    /// The model; one of the catalogue, or described by hand.
    public var model: LanguageModel
    /// The card, in any spelling.
    public var gpu: String
    /// How many of it.
    public var count: Int
    /// Who rents it out; `nil` for nobody in particular.
    public var provider: String?
    /// Tokens of one request's context.
    public var contextTokens: Int

    /// Asks about a card.
    public init(model: LanguageModel, gpu: String, count: Int = 1, provider: String? = nil, contextTokens: Int = 4096) {
        self.model = model
        self.gpu = gpu
        self.count = count
        self.provider = provider
        self.contextTokens = contextTokens
    }
}
