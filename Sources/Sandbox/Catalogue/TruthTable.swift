/// How fast each GPU type really is with each model: what a measurement in the sandbox is held against.
struct TruthTable: Sendable {
    let seed: UInt64

    /// Decode tokens/s of one stream with everything in GPU memory.
    ///
    /// A published measurement where there is one; otherwise the time per token is a fixed cost per layer plus the
    /// bytes read over the bandwidth the architecture reaches, spread by up to 4 % from the seed.
    func speed(of gpu: GPUModel, with model: LanguageModel) -> Double {
        if let published = PublishedSpeeds.table[gpu.name]?[model.tag] { return published }
        let (efficiency, secondsPerLayer) = gpu.architecture.decodeConstants
        let seconds =
            Double(model.layers) * secondsPerLayer
            + model.bytesPerToken / (efficiency * gpu.bandwidth * 1e9)
        var random = SeededRandom(seed: seed, "truth", gpu.name, model.tag)
        return ((1 / seconds) * (1 + random.double(-0.04...0.04)) * 100).rounded() / 100
    }

    /// Every pair that fits one GPU at a context of 4096 tokens, by the marketplace's GPU names.
    var json: JSONValue {
        .object(
            JSONObject(
                GPUModel.catalogue.map { gpu in
                    let fitting = LanguageModel.catalogue.filter {
                        MemoryPlan(model: $0, gpu: gpu, count: 1, context: 4096).fits
                    }
                    return (gpu.name, .object(JSONObject(fitting.map { ($0.tag, .double(speed(of: gpu, with: $0))) })))
                }))
    }
}

extension GPUModel.Architecture {
    /// Share of the peak bandwidth reached while decoding, and seconds of fixed cost per layer.
    ///
    /// Fitted by eye to ``PublishedSpeeds``; wide memory is used least.
    fileprivate var decodeConstants: (efficiency: Double, secondsPerLayer: Double) {
        switch self {
        case .turing: (0.70, 20e-6)
        case .ampere: (0.84, 15e-6)
        case .ampereDatacentre: (0.47, 25e-6)
        case .ada: (0.92, 15e-6)
        case .hopper: (0.40, 30e-6)
        case .blackwell: (0.84, 14e-6)
        }
    }
}
