/// The physical core: what one token costs on a card before any evidence.
struct SpeedPhysics: Sendable {
    /// Fixed cost per token, seconds.
    let launchSeconds: Double
    /// Reading the weights once, seconds.
    let readSeconds: Double

    init(model: LanguageModel, gpu: GPU) {
        let level = SpeedClass(gpu)
        launchSeconds = Double(model.layers) * level.launchMicroseconds / 1_000_000
        readSeconds = model.bytesPerToken / (level.efficiency * gpu.bandwidthGBps * 1_000_000_000)
    }

    /// Seconds per token.
    ///
    /// Layers split over several cards run one after the other, so the count does not enter.
    var seconds: Double { launchSeconds + readSeconds }

    /// The part of the time that a faster memory shortens.
    var readShare: Double { readSeconds / seconds }
}
