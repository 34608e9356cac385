public import Engine

/// Which machines and kinds of GPU failed lately.
public struct OfferHealthShape: Codable, Sendable {
    /// The machine that failed last comes first.
    public let offers: [OfferHealthReport.Offer]
    /// In the order of their keys.
    public let gpu_types: [OfferHealthReport.GPUType]
    /// How many offers are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// What to ask for the next page with.
    public let next_cursor: String?

    /// A page of a report; `nil` is all of it.
    public init(_ report: OfferHealthReport, page: ListPage<OfferHealthReport.Offer>? = nil) {
        let page = page ?? ListPage(all: report.offers)
        offers = page.items
        gpu_types = report.gpuTypes
        count = page.items.count
        total = page.total
        next_cursor = page.nextCursor
    }
}
