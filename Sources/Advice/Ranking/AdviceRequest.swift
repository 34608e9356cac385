public import Domain

/// A question for advice.
public struct AdviceRequest: Sendable {
    /// Ollama tag.
    public var model: String
    /// Facts about a model that the catalogue lacks; they win over the catalogue.
    public var modelFacts: LanguageModel?
    /// What to be best at.
    public var objective: Objective
    /// Offers expected to be slower are left out.
    public var minTokensPerSecond: Double?
    /// Dearer offers are left out; disk included.
    public var maxPricePerHour: USD?
    /// Only this GPU, in any spelling; `A100` means every A100.
    public var gpu: String?
    /// Least memory of one GPU, GB as sold.
    public var minMemoryGB: Int?
    /// Text that the offer's place must contain, case ignored.
    public var location: String?
    /// Least reliability, 0 to 1; an offer that states none does not pass.
    public var minReliability: Double?
    /// Only this provider.
    public var provider: ProviderID?
    /// Context of one request, tokens.
    public var contextTokens: Int
    /// Requests served at once.
    public var parallel: Int
    /// Whether offers count that a higher bid can take away.
    public var includeInterruptible: Bool
    /// Whether hosts count that the provider has not verified.
    public var includeUnverified: Bool
    /// Whether machines count that delivered doubtful results more than once.
    public var includeSuspected: Bool
    /// What fixed costs are spread over.
    public var job: Job

    /// Asks about a model; everything else has the default of the command line.
    public init(
        model: String, modelFacts: LanguageModel? = nil, objective: Objective = .value, minTokensPerSecond: Double? = nil,
        maxPricePerHour: USD? = nil, gpu: String? = nil, minMemoryGB: Int? = nil, location: String? = nil,
        minReliability: Double? = nil, provider: ProviderID? = nil, contextTokens: Int = 4096, parallel: Int = 1,
        includeInterruptible: Bool = false, includeUnverified: Bool = true, includeSuspected: Bool = false,
        job: Job = .hours(1)
    ) {
        self.model = model
        self.modelFacts = modelFacts
        self.objective = objective
        self.minTokensPerSecond = minTokensPerSecond
        self.maxPricePerHour = maxPricePerHour
        self.gpu = gpu
        self.minMemoryGB = minMemoryGB
        self.location = location
        self.minReliability = minReliability
        self.provider = provider
        self.contextTokens = contextTokens
        self.parallel = parallel
        self.includeInterruptible = includeInterruptible
        self.includeUnverified = includeUnverified
        self.includeSuspected = includeSuspected
        self.job = job
    }
}
