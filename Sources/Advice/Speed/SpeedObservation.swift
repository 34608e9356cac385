/// Evidence about one (GPU, count, model, provider, host), or the place of an estimate among such.
struct SpeedObservation: Sendable {
    let gpu: GPU
    let level: SpeedClass
    let count: Int
    let modelTag: String
    let modelVariance: Double
    let pairVariance: Double
    let provider: String
    /// Identity of the host; `nil` when unknown, then no two observations share it.
    let host: String?
    /// Variance of the host; an odd host's includes its own deviation.
    var hostVariance: Double
    /// Variance of the mean around everything above.
    var noiseVariance: Double
    /// Log of measured over physical time per token.
    var logRatio: Double

    init(
        gpu: GPU, count: Int, model: LanguageModel, provider: String, host: String?, hostVariance: Double,
        noiseVariance: Double, logRatio: Double
    ) {
        let small = SpeedSpread.smallModel(model) / 2
        let experts = model.isMixtureOfExperts
        self.gpu = gpu
        level = SpeedClass(gpu)
        self.count = count
        modelTag = model.tag
        modelVariance =
            SpeedSpread.model * SpeedSpread.model + small * small
            + (experts ? SpeedSpread.expertModel * SpeedSpread.expertModel : 0)
        pairVariance =
            SpeedSpread.pair * SpeedSpread.pair + small * small
            + (experts ? SpeedSpread.expertPair * SpeedSpread.expertPair : 0)
        self.provider = provider
        self.host = host
        self.hostVariance = hostVariance
        self.noiseVariance = noiseVariance
        self.logRatio = logRatio
    }

    /// What two different observations have in common: the levels of partial pooling.
    func covariance(with other: SpeedObservation) -> Double {
        var shared = 0.0
        if level == other.level { shared += level.classSpread * level.classSpread }
        let sameGPU = gpu.index == other.gpu.index
        let sameModel = modelTag == other.modelTag
        let sameProvider = provider == other.provider
        if sameGPU {
            shared += level.gpuSpread * level.gpuSpread
            if sameProvider { shared += SpeedSpread.provider * SpeedSpread.provider }
            if count > 1, count == other.count { shared += SpeedSpread.split * SpeedSpread.split }
        }
        if sameModel { shared += modelVariance }
        if sameModel, sameGPU { shared += pairVariance }
        if let host, sameProvider, host == other.host { shared += min(hostVariance, other.hostVariance) }
        return shared
    }

    /// The whole variance without noise.
    var variance: Double {
        level.classSpread * level.classSpread + level.gpuSpread * level.gpuSpread
            + SpeedSpread.provider * SpeedSpread.provider + (count > 1 ? SpeedSpread.split * SpeedSpread.split : 0)
            + modelVariance + pairVariance + hostVariance
    }
}
