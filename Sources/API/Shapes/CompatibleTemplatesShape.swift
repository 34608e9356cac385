import Advice
import Domain

/// The templates that an offer can be launched with.
struct CompatibleTemplatesShape: Encodable, Sendable {
    /// One of them.
    struct Row: Encodable, Sendable {
        let hash_id: String
        let name: String
        let image: String
        let recommended_disk_space: Int?
    }

    let compatible_templates: [Row]
    let count: Int
    let offer_id: String
    let provider: String
    let gpu_type: String
    let vram_gb: Int?
    /// Why there are none, where there cannot be any.
    let note: String?

    /// - Parameter templates: `nil` when the offer's provider has no templates.
    init(_ templates: [Template]?, of offer: Offer) {
        compatible_templates = (templates ?? []).map {
            Row(hash_id: $0.hashID, name: $0.name, image: $0.image, recommended_disk_space: $0.recommendedDiskGB)
        }
        count = compatible_templates.count
        offer_id = offer.id.rawValue
        provider = offer.provider.rawValue
        let card = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu
        gpu_type = card?.name ?? offer.gpuName
        vram_gb = card?.memoryGB ?? offer.gpuMemoryMiB.map { Int((Double($0) / 1024).rounded()) }
        note = templates == nil ? "templates are only available for Vast.ai offers" : nil
    }
}
