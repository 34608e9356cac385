import Advice
public import Domain
public import Engine
public import Foundation

/// An offer as clients see it.
public struct OfferShape: Codable, Sendable {
    /// What to rent it by.
    public let id: String
    /// Who rents it out.
    public let provider: String
    /// Its id there.
    public let provider_id: String
    /// The GPU in the catalogue's words, else in its provider's.
    public let gpu_type: String
    /// How many of them.
    public let gpu_count: Int
    /// Memory of one GPU as sold, GB; 0 when nobody says.
    public let vram_gb: Int
    /// The same as the driver reports it, MiB.
    public let gpu_memory_mib: Int?
    /// The disk included.
    public let price_per_hour: USD
    /// In its provider's words.
    public let location: String
    /// The provider's own figure, 0 to 1; 0 when it gives none.
    public let reliability: Double
    /// Always true: what is not for rent is not listed.
    public let available: Bool
    /// Hours after which the host leaves the market; 0 when nobody says.
    public let max_duration_hours: Int
    /// When it was read.
    public let fetched_at: Date
    /// The chance that a rental comes up, 0 to 1.
    public let availability_confidence: Double
    /// The newest CUDA version that the host's driver serves.
    public let cuda_version: Double?
    /// The host's NVIDIA driver.
    public let driver_version: String?
    /// The machine behind it; offer ids rotate, machines do not.
    public let machine_id: String?
    /// Whether a higher bid can take the machine away.
    public let interruptible: Bool
    /// Link towards the machine, megabit per second.
    public let download_mbps: Double?
    /// GB of disk in the price.
    public let disk_gb: Int
    /// Dollars for a GB received.
    public let download_price_per_gb: USD
    /// Whether its provider verified the host.
    public let verified: Bool

    /// What an item of a listing looks like.
    public init(_ item: InventoryListing.Item) {
        let offer = item.offer
        id = offer.id.rawValue
        provider = offer.provider.rawValue
        provider_id = offer.id.local(in: offer.provider) ?? offer.id.rawValue
        gpu_type = item.card?.name ?? offer.gpuName
        gpu_count = offer.gpuCount
        vram_gb = item.card?.memoryGB ?? offer.gpuMemoryMiB.map { Int((Double($0) / 1024).rounded()) } ?? 0
        gpu_memory_mib = offer.gpuMemoryMiB
        price_per_hour = offer.pricePerHour
        location = offer.location
        reliability = offer.reliability ?? 0
        available = true
        max_duration_hours = offer.secondsLeft.map { Int(saturating: $0 / 3600) } ?? 0
        fetched_at = offer.fetchedAt
        availability_confidence = (item.confidence * 1000).rounded() / 1000
        cuda_version = offer.cudaVersion
        driver_version = offer.driverVersion
        machine_id = offer.machineID
        interruptible = offer.interruptible
        download_mbps = offer.downloadMbps
        disk_gb = offer.diskGB
        download_price_per_gb = offer.downloadPricePerGB
        verified = offer.verified
    }
}
