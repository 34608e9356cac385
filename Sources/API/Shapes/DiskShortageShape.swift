import Advice
import Domain
import Engine

/// The members of an error about a disk that is too small.
struct DiskShortageShape: Encodable, Sendable {
    /// What the need is made of, in GB.
    struct Breakdown: Encodable, Sendable {
        let model_weight_gb: Double
        let download_buffer_gb: Double
        let docker_image_gb: Double
        let system_overhead_gb: Double
        let minimum_gb: Int
        let recommended_gb: Int
        let template_floor_gb: Int?
        let model_id: String?
        let quantization: String?
        let param_count_b: Double?
    }

    let requested_gb: Int
    let minimum_gb: Int
    let recommended_gb: Int
    let breakdown: Breakdown

    init(_ shortage: InsufficientDisk) {
        let estimate = shortage.estimate
        requested_gb = shortage.requestedGB
        minimum_gb = estimate.minimumGB
        recommended_gb = estimate.recommendedGB
        breakdown = Breakdown(
            model_weight_gb: estimate.weightsGB, download_buffer_gb: estimate.bufferGB, docker_image_gb: estimate.imageGB,
            system_overhead_gb: estimate.systemGB, minimum_gb: minimum_gb, recommended_gb: recommended_gb,
            template_floor_gb: estimate.templateFloorGB, model_id: shortage.model, quantization: shortage.quantization?.rawValue,
            param_count_b: estimate.model?.parametersB)
    }
}
