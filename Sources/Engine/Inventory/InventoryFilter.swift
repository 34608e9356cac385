public import Advice
public import Domain

/// Which offers somebody wants to see.
public struct InventoryFilter: Sendable {
    /// Only these GPUs.
    public var gpu: GPUFilter?
    /// The most dollars an hour, disk included.
    public var maxPrice: USD?
    /// The least memory of one GPU, GB as cards are sold.
    public var minMemoryGB = 0
    /// The least number of GPUs.
    public var minGPUs = 0
    /// Text that the place must hold, in either case.
    public var location: String?
    /// The least reliability as the provider states it; an offer that states none does not pass.
    public var minReliability: Double?
    /// The least chance that a rental comes up, see ``InventoryListing``.
    public var minConfidence: Double?
    /// The least CUDA version that the host's driver serves; an offer that states none does not pass.
    public var minCUDA: Double?

    /// Lets everything through.
    public init() {}

    func holds(_ offer: Offer, card: GPU?, confidence: Double) -> Bool {
        if let maxPrice, offer.pricePerHour > maxPrice { return false }
        if offer.gpuCount < minGPUs || confidence < minConfidence ?? 0 { return false }
        if let location, !offer.location.lowercased().contains(location.lowercased()) { return false }
        if let minReliability, minReliability > 0, offer.reliability ?? -1 < minReliability { return false }
        if let minCUDA, minCUDA > 0, offer.cudaVersion ?? -1 < minCUDA { return false }
        if let gpu, !gpu.holds(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB) { return false }
        return minMemoryGB == 0 || (card?.memoryGB ?? 0) >= minMemoryGB
    }
}
