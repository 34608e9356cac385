/// How a model's weights are stored; the words of the HTTP API.
public enum Quantization: String, Hashable, Sendable, Codable, CaseIterable {
    case fp32 = "FP32"
    case fp16 = "FP16"
    case bf16 = "BF16"
    case fp8 = "FP8"
    case int8 = "INT8"
    case awq = "AWQ"
    case gptq = "GPTQ"
    case int4 = "INT4"
    case ggufQ4 = "GGUF-Q4"

    /// Bytes that one parameter takes on disk; AWQ and GPTQ keep their scales beside 4 bits.
    public var bytesPerParameter: Double {
        switch self {
        case .fp32: 4
        case .fp16, .bf16: 2
        case .fp8, .int8: 1
        case .awq, .gptq: 0.5625
        case .int4, .ggufQ4: 0.5
        }
    }
}
