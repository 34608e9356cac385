import Advice
import Domain

/// The flags of `inventory`, checked, as a filter.
struct InventoryFilter {
    private let gpu: GPUArgument?
    private let maxPrice: USD?
    private let minVRAM: Int
    private let minGPUs: Int

    init(gpu: String?, maxPrice: Double?, minVRAM: Int?, minGPUs: Int?, limit: Int?, disk: Int) throws {
        self.gpu = try GPUArgument(gpu)
        self.maxPrice = try FlagRange.dollars("--max-price", maxPrice)
        try FlagRange.whole("--min-vram", minVRAM, 0...10_000, "GB")
        try FlagRange.whole("--min-gpus", minGPUs, 0...1000)
        try FlagRange.count("--limit", limit)
        try FlagRange.whole("--disk", disk, 8...10_000, "GB")
        self.minVRAM = minVRAM ?? 0
        self.minGPUs = minGPUs ?? 0
    }

    /// What matches, the cheapest first, ties by id.
    func apply(_ offers: [Offer]) -> [Offer] {
        offers.filter { offer in
            if let maxPrice, offer.pricePerHour > maxPrice { return false }
            if offer.gpuCount < minGPUs { return false }
            guard gpu != nil || minVRAM > 0 else { return true }
            let card = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu
            if let gpu, !gpu.holds(card) { return false }
            return minVRAM == 0 || (card?.memoryGB ?? 0) >= minVRAM
        }.sorted { ($0.pricePerHour, $0.id) < ($1.pricePerHour, $1.id) }
    }
}
