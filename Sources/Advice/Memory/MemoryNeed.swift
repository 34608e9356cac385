import Domain

/// What a model takes on one GPU that holds all of it.
public struct MemoryNeed: Hashable, Sendable, Codable {
    /// Weights.
    public let weightsGiB: Double
    /// Keys and values of all parallel requests at the context length.
    public let kvGiB: Double
    /// Runtime and driver.
    public let overheadGiB: Double
    /// Context of one request, tokens.
    public let contextTokens: Int
    /// Requests served at once.
    public let parallel: Int

    enum CodingKeys: String, CodingKey {
        case weightsGiB = "weights_gib"
        case kvGiB = "kv_gib"
        case overheadGiB = "overhead_gib"
        case contextTokens = "context_tokens"
        case parallel
    }

    /// Adds up what `model` needs.
    public init(
        model: LanguageModel, contextTokens: Int = 4096, parallel: Int = 1, overhead: MemoryOverhead = MemoryOverhead()
    ) {
        weightsGiB = Double(model.bytes) / ByteUnits.bytesPerGiB
        kvGiB = model.kvBytes(contextTokens: contextTokens) * Double(max(1, parallel)) / ByteUnits.bytesPerGiB
        overheadGiB = overhead.totalGiB
        self.contextTokens = contextTokens
        self.parallel = max(1, parallel)
    }

    /// All of it on one GPU.
    public var totalGiB: Double { weightsGiB + kvGiB + overheadGiB }

    /// Holds the need against GPUs of `memoryMiB` each, as the driver reports it.
    ///
    /// The overhead is paid on every GPU in use, so the fewest GPUs that suffice are used.
    public func fit(memoryMiB: Int, gpuCount: Int) -> MemoryFit {
        let each = Double(memoryMiB) / ByteUnits.mebibytesPerGiB
        let spare = each - overheadGiB
        let count = max(1, gpuCount)
        let wanted = spare > 0 ? Int(saturating: min(Double(count), ((weightsGiB + kvGiB) / spare).rounded(.up))) : count
        let used = max(1, wanted)
        let needed = weightsGiB + kvGiB + overheadGiB * Double(used)
        return MemoryFit(neededGiB: needed, availableGiB: each * Double(used), gpusUsed: used)
    }
}
