/// What a search wants prices for.
struct Pricing: Sendable {
    /// Storage that is rented along, in GB.
    var storageGB = 8.0
    /// Prices are the least bids that interruptible machines go for.
    var isBid = false
}
