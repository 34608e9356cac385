import Advice
import Domain
import Foundation

/// One offer of `inventory -o json`, with the reference's keys.
struct InventoryRow: Encodable {
    let id: String
    let provider: String
    let provider_id: String
    let gpu_type: String
    let gpu_count: Int
    let vram_gb: Int?
    let gpu_memory_mib: Int?
    let price_per_hour: USD
    let location: String
    let reliability: Double?
    let available: Bool
    let fetched_at: Date
    let cuda_version: Double?
    let machine_id: String?
    let interruptible: Bool
    let download_mbps: Double?
    let disk_gb: Int

    init(_ offer: Offer) {
        let card = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu
        id = offer.id.rawValue
        provider = offer.provider.rawValue
        provider_id = offer.id.local(in: offer.provider) ?? offer.id.rawValue
        gpu_type = card?.name ?? offer.gpuName
        gpu_count = offer.gpuCount
        vram_gb = card?.memoryGB ?? offer.gpuMemoryMiB.map { Int((Double($0) / 1024).rounded()) }
        gpu_memory_mib = offer.gpuMemoryMiB
        price_per_hour = offer.pricePerHour
        location = offer.location
        reliability = offer.reliability
        available = true
        fetched_at = offer.fetchedAt
        cuda_version = offer.cudaVersion
        machine_id = offer.machineID
        interruptible = offer.interruptible
        download_mbps = offer.downloadMbps
        disk_gb = offer.diskGB
    }
}
