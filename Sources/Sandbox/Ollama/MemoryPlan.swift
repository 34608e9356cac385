/// Where the parts of a loaded model lie: how much fits the GPUs and what spills to the host.
struct MemoryPlan: Sendable, Hashable {
    /// Context that is allocated, in tokens.
    let context: Int
    /// Weights, cache and buffers in bytes.
    let size: Int
    /// The part of ``size`` in GPU memory.
    let sizeOnGPU: Int
    /// Share of the layers that the GPUs compute.
    let shareOnGPU: Double
    /// GPUs that hold a part.
    let gpusUsed: Int

    var fits: Bool { sizeOnGPU == size }

    /// Compute buffers beside weights and cache: what a 32B run at 4096 tokens was seen to use.
    private static let computeBuffer = 400 << 20
    /// What the driver keeps for itself on each GPU.
    private static let driverReserve = 512 << 20

    /// Plans whole layers: what does not fit the GPUs is left to the processor, layer by layer.
    init(model: LanguageModel, gpu: GPUModel, count: Int, context: Int) {
        let parts = model.bytes + model.cacheBytes(context: context)
        let total = parts + Self.computeBuffer
        let each = max(0, gpu.memoryMiB << 20 - Self.driverReserve)
        self.context = context
        size = total
        guard count > 0 else {
            (sizeOnGPU, shareOnGPU, gpusUsed) = (0, 0, 0)
            return
        }
        if total <= each {
            (sizeOnGPU, shareOnGPU, gpusUsed) = (total, 1, 1)
            return
        }
        let available = each * count - Self.computeBuffer * (count - 1)
        gpusUsed = count
        if total <= available {
            (sizeOnGPU, shareOnGPU) = (total, 1)
            return
        }
        let layerBytes = parts / model.layers
        let layers = max(0, (available - Self.computeBuffer) / layerBytes)
        sizeOnGPU = layers == 0 ? 0 : layers * layerBytes + Self.computeBuffer
        shareOnGPU = Double(layers) / Double(model.layers)
    }

    /// The context a server picks when none is asked for: by the memory of all GPUs, never above the model's own.
    static func defaultContext(for model: LanguageModel, gpu: GPUModel, count: Int) -> Int {
        let gibibytes = Double(gpu.memoryMiB * count) / 1024
        let tier = gibibytes >= 47 ? 262_144 : gibibytes >= 23 ? 32_768 : 4_096
        return min(tier, model.trainedContext)
    }

    /// Decode tokens/s when the whole model in GPU memory would reach `full`.
    ///
    /// Time per token = share on the GPU / full + share on the host x bytes read / 24 GB/s, which is what two
    /// channels of DDR5 deliver in practice.
    func speed(full: Double, model: LanguageModel) -> Double {
        1 / (shareOnGPU / full + (1 - shareOnGPU) * model.bytesPerToken / 24e9)
    }
}
