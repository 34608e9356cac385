/// What a benchmark session was asked to do; stored whole, so that a later process continues with the same words.
public struct BenchmarkPlan: Hashable, Sendable, Codable {
    /// Ollama tag.
    public var model: String
    /// Seconds of measuring at most.
    public var durationSeconds: Int
    /// Pinned context length in tokens.
    public var contextTokens: Int
    /// Most that the whole session may cost, all attempts and failures included.
    public var budget: USD
    /// The one offer to take, when the user named it.
    public var offer: OfferID?
    /// The GPU to look for, when the user named it.
    public var gpu: String?
    /// The providers to rent from; empty means every configured one.
    public var providers: [ProviderID]
    /// GB of disk to rent.
    public var diskGB: Int
    /// How many machines may be tried.
    public var maximumAttempts: Int
    /// The address of each provider's API when the session was opened: another address would honestly say that it
    /// does not know the session's machines.
    public var addresses: [String: String]

    /// The provider's name for each account when the session was opened; another account would not know the machines
    /// either.
    public var accounts: [String: String]?

    /// Describes a benchmark.
    public init(
        model: String, durationSeconds: Int, contextTokens: Int = 4096, budget: USD, offer: OfferID? = nil,
        gpu: String? = nil, providers: [ProviderID] = [], diskGB: Int, maximumAttempts: Int = 3,
        addresses: [String: String] = [:]
    ) {
        self.model = model
        self.durationSeconds = durationSeconds
        self.contextTokens = contextTokens
        self.budget = budget
        self.offer = offer
        self.gpu = gpu
        self.providers = providers
        self.diskGB = diskGB
        self.maximumAttempts = maximumAttempts
        self.addresses = addresses
    }
}
