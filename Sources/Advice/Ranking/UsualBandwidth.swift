import Domain

/// What hosts of each card usually measure as memory bandwidth, as a share of the data sheet.
///
/// A measuring program reaches less than the data sheet on every host, and the speed model is calibrated on such ordinary
/// hosts; what tells about one host is its distance from the others. Two votes for the prior keep a single offer from being
/// its own yardstick.
struct UsualBandwidth: Sendable {
    private static let prior = 0.88
    private static let step = 0.01
    private let share: [Double]

    init(_ offers: [Offer], _ market: MarketReading) {
        let slots = 56
        var counts = [Int](repeating: 0, count: GPUCatalogue.all.count * slots)
        let cards = market.readings.map { ($0.gpu?.index ?? -1, $0.gpu?.bandwidthGBps ?? 1) }
        for position in offers.indices {
            let (card, sheet) = cards[market.slots[position]]
            guard card >= 0, let share = Self.share(offers[position].measuredBandwidthGBps, sheet) else { continue }
            counts[card * slots + min(slots - 1, Int(saturating: ((share - 0.5) / Self.step).rounded()))] += 1
        }
        let priorSlot = Int(((Self.prior - 0.5) / Self.step).rounded())
        share = GPUCatalogue.all.map { gpu in
            let row = counts[(gpu.index * slots)..<((gpu.index + 1) * slots)]
            let total = row.reduce(0, +) + 2
            var passed = 0
            for (slot, count) in row.enumerated() {
                passed += count + (slot == priorSlot ? 2 : 0)
                if passed * 2 >= total { return 0.5 + Double(slot) * Self.step }
            }
            return Self.prior
        }
    }

    /// The host's bandwidth against the usual for its card; 1 where the offer states nothing believable.
    func ratio(_ measured: Double?, _ gpu: GPU) -> Double {
        guard let own = Self.share(measured, gpu.bandwidthGBps) else { return 1 }
        return own / share[gpu.index]
    }

    /// The share of the data sheet, clamped to what a host can be: half of it to a little more than all of it.
    private static func share(_ measured: Double?, _ dataSheet: Double) -> Double? {
        guard let measured, measured.isFinite, measured > 0 else { return nil }
        return min(1.05, max(0.5, measured / dataSheet))
    }
}
