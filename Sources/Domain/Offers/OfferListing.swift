/// One provider's answer to a search.
public struct OfferListing: Sendable {
    /// What could be read.
    public let offers: [Offer]
    /// Why single items were left out, one short reason each with its id where it had one.
    public let skipped: [String]

    /// Joins both.
    public init(offers: [Offer], skipped: [String] = []) {
        self.offers = offers
        self.skipped = skipped
    }
}
