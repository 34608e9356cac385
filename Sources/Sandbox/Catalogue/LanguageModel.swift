/// A language model as the model library ships it.
struct LanguageModel: Sendable, Hashable {
    /// Name and tag, such as `qwen2:7b`.
    let tag: String
    let family: String
    /// Billions of parameters.
    let parameters: Double
    /// Billions of parameters read for one token; below ``parameters`` in a mixture of experts.
    let active: Double
    let quantization: String
    /// Size of all layers in the library.
    let bytes: Int
    let layers: Int
    let keyValueHeads: Int
    let headDimension: Int
    let embeddingLength: Int
    let attentionHeads: Int
    /// The longest context it was trained for, in tokens.
    let trainedContext: Int
    /// Whether it thinks aloud before it answers.
    let reasons: Bool
}

extension LanguageModel {
    /// Bytes of key-value cache for one token of context at half precision.
    var cacheBytesPerToken: Int { 2 * layers * keyValueHeads * headDimension * 2 }

    /// Bytes read from memory for one token.
    var bytesPerToken: Double {
        // The router, attention and embeddings of a mixture are read for every token beside its experts.
        active < parameters ? Double(bytes) * min(1, 1.25 * active / parameters) : Double(bytes)
    }

    /// The size as the server prints it, such as `7.6B`.
    var parameterSize: String {
        parameters >= 1 ? "\((parameters * 10).rounded() / 10)B" : "\(Int((parameters * 1000).rounded()))M"
    }

    /// A stable content hash of 64 hexadecimal digits.
    func digest(of part: String = "manifest") -> String {
        var random = SeededRandom(seed: 0, "digest", tag, part)
        return random.hexadecimal(64)
    }

    /// Key-value cache for a context, in bytes.
    func cacheBytes(context: Int) -> Int { cacheBytesPerToken * context }
}
