import API
import Domain
import Engine

/// `offer-health` as a person reads it.
struct OfferHealthTable {
    private let report: OfferHealthShape

    init(_ report: OfferHealthShape) { self.report = report }

    func lines(width: Int) -> [String] {
        guard !report.offers.isEmpty else { return ["No machine failed within the last day."] }
        var table = Table([
            .init("OFFER"), .init("GPU", expendability: 1), .init("RECENT", right: true, expendability: 3),
            .init("CHANCE x", right: true), .init("RESTS UNTIL", expendability: 2), .init("LAST FAILURE"), .init("WHY", expendability: 4),
        ])
        for offer in report.offers {
            table.add([
                offer.offerID.rawValue, offer.gpuType, String(offer.recentFailures), MoneyText.fixed(offer.confidenceMultiplier, 2),
                offer.suppressedUntil.map(ProductJSON.rfc3339) ?? "-", offer.lastFailureType.rawValue, offer.lastFailureReason,
            ])
        }
        let kinds = report.gpu_types.filter(\.isDegraded).map {
            "\($0.key): \($0.failedOfferCount) machines failed within an hour; all of its offers count as less likely to come up."
        }
        return table.lines(width: width) + (kinds.isEmpty ? [] : [""] + kinds)
    }
}
