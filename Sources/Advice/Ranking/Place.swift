import Domain

/// What all offers with the same GPUs at the same provider share.
final class Place: Sendable {
    let gpu: GPU
    let gpuCount: Int
    let estimate: SpeedEstimate
    /// Chance that a rental comes up, as it is assumed for the provider.
    let provisioningChance: Double
    /// What recent rentals of this GPU at this provider make of it.
    let recentFactor: Double
    let fit: MemoryFit
    let memoryMiB: Int
    let reading: GPUReading
    /// Why the model does not fit here; empty when it does.
    let misfit: String

    init(
        gpu: GPU, gpuCount: Int, estimate: SpeedEstimate, provisioningChance: Double, recentFactor: Double, fit: MemoryFit,
        memoryMiB: Int, reading: GPUReading
    ) {
        self.gpu = gpu
        self.gpuCount = gpuCount
        self.estimate = estimate
        self.provisioningChance = provisioningChance
        self.recentFactor = recentFactor
        self.fit = fit
        self.memoryMiB = memoryMiB
        self.reading = reading
        misfit = fit.fits ? "" : "does not fit on " + (gpuCount > 1 ? "\(gpuCount) x \(gpu.id)" : gpu.id)
    }
}
