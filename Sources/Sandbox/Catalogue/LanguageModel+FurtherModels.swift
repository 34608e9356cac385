extension LanguageModel {
    /// The rest of the library: what people ask for beside the usual ones.
    static let furtherModels: [LanguageModel] = [
        LanguageModel(
            tag: "qwen2:0.5b", family: "qwen2", parameters: 0.5, active: 0.5, quantization: "Q4_0",
            bytes: 352_000_000, layers: 24, keyValueHeads: 2, headDimension: 64, embeddingLength: 896,
            attentionHeads: 14, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2:72b", family: "qwen2", parameters: 72.7, active: 72.7, quantization: "Q4_0",
            bytes: 41_000_000_000, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:1.5b", family: "qwen2", parameters: 1.5, active: 1.5, quantization: "Q4_K_M",
            bytes: 986_000_000, layers: 28, keyValueHeads: 2, headDimension: 128, embeddingLength: 1536,
            attentionHeads: 12, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:3b", family: "qwen2", parameters: 3.1, active: 3.1, quantization: "Q4_K_M",
            bytes: 1_930_000_000, layers: 36, keyValueHeads: 2, headDimension: 128, embeddingLength: 2048,
            attentionHeads: 16, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5-coder:7b", family: "qwen2", parameters: 7.6, active: 7.6, quantization: "Q4_K_M",
            bytes: 4_683_087_332, layers: 28, keyValueHeads: 4, headDimension: 128, embeddingLength: 3584,
            attentionHeads: 28, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5-coder:14b", family: "qwen2", parameters: 14.8, active: 14.8, quantization: "Q4_K_M",
            bytes: 8_988_000_000, layers: 48, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwq:32b", family: "qwen2", parameters: 32.8, active: 32.8, quantization: "Q4_K_M",
            bytes: 19_851_349_898, layers: 64, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:0.6b", family: "qwen3", parameters: 0.75, active: 0.75, quantization: "Q4_K_M",
            bytes: 523_000_000, layers: 28, keyValueHeads: 8, headDimension: 128, embeddingLength: 1024,
            attentionHeads: 16, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:1.7b", family: "qwen3", parameters: 2.0, active: 2.0, quantization: "Q4_K_M",
            bytes: 1_360_000_000, layers: 28, keyValueHeads: 8, headDimension: 128, embeddingLength: 2048,
            attentionHeads: 16, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:14b", family: "qwen3", parameters: 14.8, active: 14.8, quantization: "Q4_K_M",
            bytes: 9_280_000_000, layers: 40, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:32b", family: "qwen3", parameters: 32.8, active: 32.8, quantization: "Q4_K_M",
            bytes: 20_200_000_000, layers: 64, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 64, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "deepseek-r1:1.5b", family: "qwen2", parameters: 1.8, active: 1.8, quantization: "Q4_K_M",
            bytes: 1_117_000_000, layers: 28, keyValueHeads: 2, headDimension: 128, embeddingLength: 1536,
            attentionHeads: 12, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "llama2:7b", family: "llama", parameters: 6.7, active: 6.7, quantization: "Q4_0",
            bytes: 3_826_793_677, layers: 32, keyValueHeads: 32, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 4096, reasons: false),
        LanguageModel(
            tag: "llama2:13b", family: "llama", parameters: 13.0, active: 13.0, quantization: "Q4_0",
            bytes: 7_365_960_935, layers: 40, keyValueHeads: 40, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 4096, reasons: false),
        LanguageModel(
            tag: "llama3:8b", family: "llama", parameters: 8.0, active: 8.0, quantization: "Q4_0",
            bytes: 4_661_224_676, layers: 32, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 8192, reasons: false),
        LanguageModel(
            tag: "llama3:70b", family: "llama", parameters: 70.6, active: 70.6, quantization: "Q4_0",
            bytes: 39_970_000_000, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 8192, reasons: false),
        LanguageModel(
            tag: "mistral-nemo:12b", family: "llama", parameters: 12.2, active: 12.2, quantization: "Q4_0",
            bytes: 7_071_700_000, layers: 40, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 32, trainedContext: 1024000, reasons: false),
        LanguageModel(
            tag: "mistral-small:24b", family: "llama", parameters: 23.6, active: 23.6, quantization: "Q4_K_M",
            bytes: 14_333_000_000, layers: 40, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 32, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "mixtral:8x22b", family: "llama", parameters: 140.6, active: 39.1, quantization: "Q4_0",
            bytes: 79_500_000_000, layers: 56, keyValueHeads: 8, headDimension: 128, embeddingLength: 6144,
            attentionHeads: 48, trainedContext: 65536, reasons: false),
        LanguageModel(
            tag: "codestral:22b", family: "llama", parameters: 22.2, active: 22.2, quantization: "Q4_0",
            bytes: 12_570_000_000, layers: 56, keyValueHeads: 8, headDimension: 128, embeddingLength: 6144,
            attentionHeads: 48, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "gemma2:27b", family: "gemma2", parameters: 27.2, active: 27.2, quantization: "Q4_0",
            bytes: 15_628_000_000, layers: 46, keyValueHeads: 16, headDimension: 128, embeddingLength: 4608,
            attentionHeads: 32, trainedContext: 8192, reasons: false),
        LanguageModel(
            tag: "gemma3:1b", family: "gemma3", parameters: 1.0, active: 1.0, quantization: "Q4_K_M",
            bytes: 815_000_000, layers: 26, keyValueHeads: 1, headDimension: 256, embeddingLength: 1152,
            attentionHeads: 4, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "phi3:14b", family: "phi3", parameters: 14.0, active: 14.0, quantization: "Q4_0",
            bytes: 7_900_000_000, layers: 40, keyValueHeads: 10, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 131072, reasons: false),
    ]
}
