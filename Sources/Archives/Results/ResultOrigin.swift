public import Domain

/// What an archive cannot say about itself.
public struct ResultOrigin: Hashable, Sendable {
    /// Whether our pipeline measured it or somebody left it.
    public var source: BenchmarkResult.Source
    /// Which publication or campaign.
    public var sourceDetail: String?
    /// Goes before what the archive's own `rental.json` says.
    public var rental: Rental

    /// Describes an origin.
    public init(source: BenchmarkResult.Source, sourceDetail: String? = nil, rental: Rental = Rental()) {
        self.source = source
        self.sourceDetail = sourceDetail
        self.rental = rental
    }
}
