import Domain

/// The GPUs of a market, read once per spelling and memory size.
struct MarketReading {
    /// Distinct readings.
    let readings: [GPUReading]
    /// The reading of each offer, as a position in `readings`.
    let slots: [Int]

    private struct Spelling: Hashable {
        let name: String
        let memoryMiB: Int?
    }

    init(_ offers: [Offer]) {
        var known: [Spelling: Int] = [:]
        var readings: [GPUReading] = []
        slots = offers.indices.map { position in
            let spelling = Spelling(name: offers[position].gpuName, memoryMiB: offers[position].gpuMemoryMiB)
            if let slot = known[spelling] { return slot }
            known[spelling] = readings.count
            readings.append(GPUReading(name: spelling.name, statedMiB: spelling.memoryMiB))
            return readings.count - 1
        }
        self.readings = readings
    }
}
