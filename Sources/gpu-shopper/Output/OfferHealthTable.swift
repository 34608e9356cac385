import API
import Domain
import Engine

/// `offer-health` as a person reads it.
struct OfferHealthTable {
    private let report: OfferHealthShape

    init(_ report: OfferHealthShape) { self.report = report }

    var sheet: Sheet {
        guard !report.offers.isEmpty else { return Sheet(.rows(table), .words(["No machine failed within the last day."])) }
        let kinds = report.gpu_types.filter(\.isDegraded).map {
            "\($0.key): \($0.failedOfferCount) machines failed within an hour; all of its offers count as less likely to come up."
        }
        return Sheet(.rows(table), .words(kinds))
    }

    private var table: Table {
        var table = Table([
            .init("OFFER", key: "offer_id"), .init("GPU", key: "gpu_type", expendability: 1),
            .init("RECENT", key: "recent_failures", right: true, expendability: 3),
            .init("CHANCE x", key: "confidence_multiplier", right: true), .init("RESTS UNTIL", key: "suppressed_until", expendability: 2),
            .init("LAST FAILURE", key: "last_failure_type"), .init("WHY", key: "last_failure_reason", expendability: 4),
        ])
        for offer in report.offers {
            table.add([
                .init(offer.offerID.rawValue), .init(offer.gpuType), "\(offer.recentFailures)",
                .init(MoneyText.fixed(offer.confidenceMultiplier, 2), value: FlagRange.plain(offer.confidenceMultiplier)),
                .moment(offer.suppressedUntil), .init(offer.lastFailureType.rawValue), .init(offer.lastFailureReason),
            ])
        }
        return table
    }
}
