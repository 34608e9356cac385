/// What a session was asked to do; stored whole, so that a later process continues with the same words.
public struct SessionPlan: Hashable, Sendable, Codable {
    /// Who pays: the name that costs and budgets go by.
    public var consumer: String
    /// Ollama tag, or the name that a server loads the model by; empty for a rental that names none.
    public var model: String
    /// Seconds of measuring at most.
    public var durationSeconds: Int
    /// Pinned context length in tokens.
    public var contextTokens: Int
    /// Most that the whole session may cost, all attempts and failures included; an extension raises `Session.ceiling`.
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

    /// The terms of a machine that a user rents; `nil` for a benchmark, which ends by itself.
    public var rental: RentalTerms?

    /// What is to run on the machine.
    public var launch: LaunchOptions { rental?.launch ?? LaunchOptions() }

    /// The request of the HTTP API that opened the session; `nil` for one that no request did.
    public var requestID: String?

    /// The name that sessions without another consumer go by.
    public static let defaultConsumer = "default"

    /// Describes a session.
    public init(
        consumer: String = SessionPlan.defaultConsumer, model: String, durationSeconds: Int, contextTokens: Int = 4096, budget: USD,
        offer: OfferID? = nil, gpu: String? = nil, providers: [ProviderID] = [], diskGB: Int, maximumAttempts: Int = 3,
        addresses: [String: String] = [:], rental: RentalTerms? = nil
    ) {
        self.consumer = consumer
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
        self.rental = rental
    }

    /// Reads a stored plan; what earlier versions did not write has its default.
    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        consumer = try keys.decodeIfPresent(String.self, forKey: .consumer) ?? Self.defaultConsumer
        model = try keys.decode(String.self, forKey: .model)
        durationSeconds = try keys.decode(Int.self, forKey: .durationSeconds)
        contextTokens = try keys.decode(Int.self, forKey: .contextTokens)
        budget = try keys.decode(USD.self, forKey: .budget)
        offer = try keys.decodeIfPresent(OfferID.self, forKey: .offer)
        gpu = try keys.decodeIfPresent(String.self, forKey: .gpu)
        providers = try keys.decode([ProviderID].self, forKey: .providers)
        diskGB = try keys.decode(Int.self, forKey: .diskGB)
        maximumAttempts = try keys.decode(Int.self, forKey: .maximumAttempts)
        addresses = try keys.decode([String: String].self, forKey: .addresses)
        accounts = try keys.decodeIfPresent([String: String].self, forKey: .accounts)
        rental = try keys.decodeIfPresent(RentalTerms.self, forKey: .rental)
        requestID = try keys.decodeIfPresent(String.self, forKey: .requestID)
    }
}
