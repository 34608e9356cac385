/// What a matrix of benchmarks is to measure: every model on every GPU at every provider.
public struct RunRequest: Hashable, Sendable, Codable {
    /// The models' tags.
    public var models: [String]
    /// Names of cards; none for every card that is for rent when the run is made.
    public var gpuTypes: [String]
    /// Who rents the machines out; none for all that are configured.
    public var providers: [ProviderID]
    /// The most that all of it may cost; `nil` for no ceiling of its own.
    public var maxBudget: USD?
    /// Lower ones go first.
    public var priority: Int
    /// Text that the place of every machine must hold.
    public var location: String?

    enum CodingKeys: String, CodingKey {
        case models
        case gpuTypes = "gpu_types"
        case providers
        case maxBudget = "max_budget"
        case priority, location
    }

    /// What a run has that nobody gave a priority.
    public static let usualPriority = 1

    /// Describes a request.
    public init(
        models: [String], gpuTypes: [String] = [], providers: [ProviderID] = [], maxBudget: USD? = nil,
        priority: Int = RunRequest.usualPriority, location: String? = nil
    ) {
        self.models = models
        self.gpuTypes = gpuTypes
        self.providers = providers
        self.maxBudget = maxBudget
        self.priority = priority
        self.location = location
    }
}
