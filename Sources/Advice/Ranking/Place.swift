import Domain

/// What all offers with the same GPUs at the same provider share.
final class Place: Sendable {
    let gpu: GPU
    let gpuCount: Int
    let estimate: SpeedEstimate
    let provisioningChance: Double
    let fit: MemoryFit
    let memoryMiB: Int
    let reading: GPUReading
    /// Why the model does not fit here; empty when it does.
    let misfit: String

    init(
        gpu: GPU, gpuCount: Int, estimate: SpeedEstimate, provisioningChance: Double, fit: MemoryFit, memoryMiB: Int,
        reading: GPUReading
    ) {
        self.gpu = gpu
        self.gpuCount = gpuCount
        self.estimate = estimate
        self.provisioningChance = provisioningChance
        self.fit = fit
        self.memoryMiB = memoryMiB
        self.reading = reading
        misfit = fit.fits ? "" : "does not fit on " + (gpuCount > 1 ? "\(gpuCount) x \(gpu.id)" : gpu.id)
    }
}
