/// What to ask a provider for; a provider may return more, the caller filters again.
public struct OfferQuery: Hashable, Sendable {
    /// GB of disk that will be rented with the machine; it changes the price.
    public var diskGB: Int
    /// Provider spellings of GPU names to ask for, or empty for the whole market.
    public var gpuNames: [String]
    /// Most dollars per hour, disk included.
    public var maxPricePerHour: USD?
    /// How many offers to read at most.
    public var limit: Int

    /// The disk that offers are priced with where nobody says how much is wanted.
    public static let usualDiskGB = 32

    /// Asks for the whole market with that disk.
    public init(diskGB: Int = OfferQuery.usualDiskGB, gpuNames: [String] = [], maxPricePerHour: USD? = nil, limit: Int = 10_000) {
        self.diskGB = diskGB
        self.gpuNames = gpuNames
        self.maxPricePerHour = maxPricePerHour
        self.limit = limit
    }
}
