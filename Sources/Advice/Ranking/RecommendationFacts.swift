import Domain

/// What the reasons of a recommendation are told from.
struct RecommendationFacts: Sendable {
    let place: Place
    let terms: BillTerms
    let trafficPrice: USD
    let downloadMbps: Double?
    let contextTokens: Int
    /// The host's measured bandwidth against what is usual for the card; 1 when it was not used.
    let bandwidthRatio: Double
    let isVerified: Bool
    /// Chance that a rental comes up.
    let chance: Double
    /// What speaks against the machine, where such machines were asked for all the same.
    let suspicion: String?

    func bill(of row: Recommendation) -> WholeBill {
        terms.bill(
            price: row.pricePerHour, trafficPrice: trafficPrice, downloadMbps: downloadMbps,
            tokensPerSecond: row.tokensPerSecond, provisioningChance: chance)
    }

    func reasons(of row: Recommendation) -> [String] {
        var lines = [speed(of: row)]
        if let suspicion { lines.append(suspicion) }
        if let line = recentFailures { lines.append(line) }
        if let line = setAside { lines.append(line) }
        if place.estimate.knowsMachine { lines.append("this very machine was measured") }
        if abs(bandwidthRatio - 1) > 0.02 {
            let difference = Figure.signedPercent(bandwidthRatio)
            lines.append("its memory was measured \(difference) against the usual for this GPU")
        }
        let spread = place.fit.gpusUsed > 1 ? " over \(place.fit.gpusUsed) GPUs" : ""
        lines.append("\(place.fit.sentence)\(spread) at a context of \(contextTokens)")
        lines.append(bill(of: row).sentence)
        if let assumption = place.reading.assumption { lines.append("GPU \(assumption)") }
        if place.reading.isMemoryFromCatalogue {
            lines.append("the offer states no memory; the catalogue's figure is used")
        }
        if !isVerified { lines.append("the provider has not verified this host") }
        if row.isParetoOptimal { lines.append("nothing else here is both faster and cheaper") }
        return lines
    }

    private func speed(of row: Recommendation) -> String {
        let interval = "\(Figure.fixed(row.tokensPerSecondLow, 1))-\(Figure.fixed(row.tokensPerSecondHigh, 1))"
        let speed = "\(Figure.fixed(row.tokensPerSecond, 1)) tok/s (90 %: \(interval))"
        let results = Figure.count(row.evidenceCount, "measurement")
        switch row.basis {
        case .measured: return "\(speed), from \(results) at this provider"
        case .transferred: return "\(speed), carried over from \(results) of this GPU"
        case .predicted where place.estimate.setAsideCount > 0:
            return "\(speed), predicted: of this GPU only a machine far off its kind was measured"
        case .predicted: return "\(speed), predicted: this GPU was never measured"
        }
    }

    private var recentFailures: String? {
        guard chance < place.provisioningChance * 0.98 else { return nil }
        let (now, usual) = (Figure.fixed(chance * 100, 0), Figure.fixed(place.provisioningChance * 100, 0))
        return "rentals of this machine or its kind failed lately: \(now) % chance to come up, not \(usual) %"
    }

    private var setAside: String? {
        let count = place.estimate.setAsideCount
        guard count > 0, place.estimate.basis != .predicted else { return nil }
        return "not counted: \(Figure.count(count, "measurement")) of this GPU on machines far off the rest"
    }
}
