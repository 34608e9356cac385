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
        if let maxPrice {
            guard let amount = USD(dollars: maxPrice), amount > .zero else {
                throw Problem(.invalidInput, "--max-price must be above 0", hint: "Give dollars per hour, e.g. 0.50.")
            }
            self.maxPrice = amount
        } else {
            self.maxPrice = nil
        }
        for (name, value) in [("--min-vram", minVRAM), ("--min-gpus", minGPUs)] where (value ?? 0) < 0 {
            throw Problem(.invalidInput, "\(name) must not be negative")
        }
        guard (limit ?? 1) > 0 else { throw Problem(.invalidInput, "--limit must be above 0") }
        guard (8...10_000).contains(disk) else { throw Problem(.invalidInput, "--disk must be from 8 to 10000 GB") }
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
