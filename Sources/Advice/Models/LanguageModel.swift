/// What decides memory and speed of one Ollama model.
public struct LanguageModel: Hashable, Sendable {
    /// Canonical tag, lower case, never `:latest`.
    public let tag: String
    /// Parameters, billions.
    public let parametersB: Double
    /// Parameters read per token, billions; less than all for a mixture of experts.
    public let activeParametersB: Double
    /// Download size: the sum of all blobs.
    public let bytes: Int64
    /// Weight format of most tensors.
    public let quantization: String
    /// Transformer blocks.
    public let layers: Int
    /// Key-value heads of a block.
    public let kvHeads: Int
    /// Numbers in one head.
    public let headDimension: Int
    /// Blocks that see only a window of the context, and the window in tokens; `nil` when all see everything.
    public let slidingWindow: SlidingWindow?
    /// Bytes that lie in memory and are not read per generated token: the table of input embeddings where it is not
    /// also the output layer, and a vision tower.
    public let idleBytes: Int64
    /// Longest context the model was trained for, tokens; `nil` when unknown.
    ///
    /// A runtime gives no more, whatever is asked.
    public let contextLimit: Int?
    /// Where the figures come from.
    public let source: ModelFactSource
    /// Further tags of the very same weights; a model of the same shape is another model.
    let aliases: [String]

    /// Describes a model that the catalogue lacks, from `/api/show` for example.
    public init(
        tag: String, parametersB: Double, activeParametersB: Double? = nil, bytes: Int64, quantization: String, layers: Int,
        kvHeads: Int, headDimension: Int, slidingWindow: SlidingWindow? = nil, idleBytes: Int64 = 0, contextLimit: Int? = nil,
        source: ModelFactSource = .server, aliases: [String] = []
    ) {
        self.tag = tag
        self.parametersB = parametersB
        self.activeParametersB = activeParametersB ?? parametersB
        self.bytes = bytes
        self.quantization = quantization
        self.layers = layers
        self.kvHeads = kvHeads
        self.headDimension = headDimension
        self.slidingWindow = slidingWindow
        self.idleBytes = idleBytes
        self.contextLimit = contextLimit
        self.source = source
        self.aliases = aliases
    }

    /// Whether only some experts run per token.
    public var isMixtureOfExperts: Bool { activeParametersB < parametersB * 0.9 }

    /// f16 bytes of keys and values for one token in every block, windows not counted.
    public var kvBytesPerToken: Int { 4 * layers * kvHeads * headDimension }

    /// f16 bytes of keys and values at a context length.
    public func kvBytes(contextTokens: Int) -> Double {
        let perLayer = Double(4 * kvHeads * headDimension)
        let context = Double(max(0, contextTokens))
        guard let window = slidingWindow else { return perLayer * Double(layers) * context }
        // The runtime keeps one batch beyond the window.
        let local = min(context, Double(window.tokens + 512))
        return perLayer * (Double(layers - window.layers) * context + Double(window.layers) * local)
    }

    /// Bytes read for one generated token at a short context.
    ///
    /// The pure ratio of active to all parameters reads too little for a mixture of experts, since attention and
    /// embeddings are always on; a quarter more is the middle of what was seen elsewhere (10 to 40 %).
    public var bytesPerToken: Double {
        let resident = Double(bytes - idleBytes)
        guard isMixtureOfExperts else { return resident }
        return min(resident, resident * activeParametersB / parametersB * 1.25)
    }
}
