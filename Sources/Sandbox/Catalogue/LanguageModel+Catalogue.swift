extension LanguageModel {
    /// The models the sandbox's library holds; sizes and shapes as published, tags that move pinned to late 2026.
    static let catalogue = usualModels + furtherModels

    private static let usualModels: [LanguageModel] = [
        LanguageModel(
            tag: "qwen2:1.5b", family: "qwen2", parameters: 1.5, active: 1.5, quantization: "Q4_0",
            bytes: 934_964_102, layers: 28, keyValueHeads: 2, headDimension: 128, embeddingLength: 1536,
            attentionHeads: 12, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2:7b", family: "qwen2", parameters: 7.6, active: 7.6, quantization: "Q4_0",
            bytes: 4_431_400_262, layers: 28, keyValueHeads: 4, headDimension: 128, embeddingLength: 3584,
            attentionHeads: 28, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:0.5b", family: "qwen2", parameters: 0.5, active: 0.5, quantization: "Q4_K_M",
            bytes: 397_821_319, layers: 24, keyValueHeads: 2, headDimension: 64, embeddingLength: 896,
            attentionHeads: 14, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:7b", family: "qwen2", parameters: 7.6, active: 7.6, quantization: "Q4_K_M",
            bytes: 4_683_087_332, layers: 28, keyValueHeads: 4, headDimension: 128, embeddingLength: 3584,
            attentionHeads: 28, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:14b", family: "qwen2", parameters: 14.8, active: 14.8, quantization: "Q4_K_M",
            bytes: 8_988_124_069, layers: 48, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:32b", family: "qwen2", parameters: 32.8, active: 32.8, quantization: "Q4_K_M",
            bytes: 19_851_349_898, layers: 64, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5-coder:32b", family: "qwen2", parameters: 32.8, active: 32.8, quantization: "Q4_K_M",
            bytes: 19_851_349_898, layers: 64, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "qwen2.5:72b", family: "qwen2", parameters: 72.7, active: 72.7, quantization: "Q4_K_M",
            bytes: 47_400_000_000, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "deepseek-r1:7b", family: "qwen2", parameters: 7.6, active: 7.6, quantization: "Q4_K_M",
            bytes: 4_683_075_271, layers: 28, keyValueHeads: 4, headDimension: 128, embeddingLength: 3584,
            attentionHeads: 28, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "deepseek-r1:8b", family: "qwen3", parameters: 8.2, active: 8.2, quantization: "Q4_K_M",
            bytes: 5_225_376_047, layers: 36, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "deepseek-r1:14b", family: "qwen2", parameters: 14.8, active: 14.8, quantization: "Q4_K_M",
            bytes: 8_988_112_040, layers: 48, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "deepseek-r1:32b", family: "qwen2", parameters: 32.8, active: 32.8, quantization: "Q4_K_M",
            bytes: 19_851_337_809, layers: 64, keyValueHeads: 8, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "deepseek-r1:70b", family: "llama", parameters: 70.6, active: 70.6, quantization: "Q4_K_M",
            bytes: 42_520_397_873, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "llama3.1:8b", family: "llama", parameters: 8.0, active: 8.0, quantization: "Q4_K_M",
            bytes: 4_920_753_328, layers: 32, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "llama3.1:70b", family: "llama", parameters: 70.6, active: 70.6, quantization: "Q4_K_M",
            bytes: 42_520_413_916, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "llama3.3:70b", family: "llama", parameters: 70.6, active: 70.6, quantization: "Q4_K_M",
            bytes: 42_520_413_916, layers: 80, keyValueHeads: 8, headDimension: 128, embeddingLength: 8192,
            attentionHeads: 64, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "llama3.1:405b", family: "llama", parameters: 405, active: 405, quantization: "Q4_K_M",
            bytes: 243_000_000_000, layers: 126, keyValueHeads: 8, headDimension: 128, embeddingLength: 16384,
            attentionHeads: 128, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "llama3.2:1b", family: "llama", parameters: 1.2, active: 1.2, quantization: "Q8_0",
            bytes: 1_321_098_329, layers: 16, keyValueHeads: 8, headDimension: 64, embeddingLength: 2048,
            attentionHeads: 32, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "llama3.2:3b", family: "llama", parameters: 3.2, active: 3.2, quantization: "Q4_K_M",
            bytes: 2_019_393_189, layers: 28, keyValueHeads: 8, headDimension: 128, embeddingLength: 3072,
            attentionHeads: 24, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "mistral:7b", family: "llama", parameters: 7.2, active: 7.2, quantization: "Q4_K_M",
            bytes: 4_372_824_384, layers: 32, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "mixtral:8x7b", family: "llama", parameters: 46.7, active: 12.9, quantization: "Q4_0",
            bytes: 26_443_602_516, layers: 32, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 32768, reasons: false),
        LanguageModel(
            tag: "gemma2:2b", family: "gemma2", parameters: 2.6, active: 2.6, quantization: "Q4_0",
            bytes: 1_629_518_495, layers: 26, keyValueHeads: 4, headDimension: 256, embeddingLength: 2304,
            attentionHeads: 8, trainedContext: 8192, reasons: false),
        LanguageModel(
            tag: "gemma2:9b", family: "gemma2", parameters: 9.2, active: 9.2, quantization: "Q4_0",
            bytes: 5_443_152_417, layers: 42, keyValueHeads: 8, headDimension: 256, embeddingLength: 3584,
            attentionHeads: 16, trainedContext: 8192, reasons: false),
        LanguageModel(
            tag: "gemma3:4b", family: "gemma3", parameters: 4.3, active: 4.3, quantization: "Q4_K_M",
            bytes: 3_338_801_804, layers: 34, keyValueHeads: 4, headDimension: 256, embeddingLength: 2560,
            attentionHeads: 8, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "gemma3:12b", family: "gemma3", parameters: 12.2, active: 12.2, quantization: "Q4_K_M",
            bytes: 8_149_190_253, layers: 48, keyValueHeads: 8, headDimension: 256, embeddingLength: 3840,
            attentionHeads: 16, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "gemma3:27b", family: "gemma3", parameters: 27.4, active: 27.4, quantization: "Q4_K_M",
            bytes: 17_396_936_941, layers: 62, keyValueHeads: 16, headDimension: 128, embeddingLength: 5376,
            attentionHeads: 32, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "phi3:mini", family: "phi3", parameters: 3.8, active: 3.8, quantization: "Q4_0",
            bytes: 2_176_178_913, layers: 32, keyValueHeads: 32, headDimension: 96, embeddingLength: 3072,
            attentionHeads: 32, trainedContext: 131072, reasons: false),
        LanguageModel(
            tag: "phi4", family: "phi3", parameters: 14.7, active: 14.7, quantization: "Q4_K_M",
            bytes: 9_053_116_391, layers: 40, keyValueHeads: 10, headDimension: 128, embeddingLength: 5120,
            attentionHeads: 40, trainedContext: 16384, reasons: false),
        LanguageModel(
            tag: "gpt-oss:20b", family: "gptoss", parameters: 20.9, active: 3.6, quantization: "MXFP4",
            bytes: 13_793_441_244, layers: 24, keyValueHeads: 8, headDimension: 64, embeddingLength: 2880,
            attentionHeads: 64, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "gpt-oss:120b", family: "gptoss", parameters: 117, active: 5.1, quantization: "MXFP4",
            bytes: 65_290_180_781, layers: 36, keyValueHeads: 8, headDimension: 64, embeddingLength: 2880,
            attentionHeads: 64, trainedContext: 131072, reasons: true),
        LanguageModel(
            tag: "qwen3:4b", family: "qwen3", parameters: 4.0, active: 4.0, quantization: "Q4_K_M",
            bytes: 2_497_293_931, layers: 36, keyValueHeads: 8, headDimension: 128, embeddingLength: 2560,
            attentionHeads: 32, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:8b", family: "qwen3", parameters: 8.2, active: 8.2, quantization: "Q4_K_M",
            bytes: 5_225_388_164, layers: 36, keyValueHeads: 8, headDimension: 128, embeddingLength: 4096,
            attentionHeads: 32, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3:30b-a3b", family: "qwen3moe", parameters: 30.5, active: 3.3, quantization: "Q4_K_M",
            bytes: 18_556_700_761, layers: 48, keyValueHeads: 4, headDimension: 128, embeddingLength: 2048,
            attentionHeads: 32, trainedContext: 40960, reasons: true),
        LanguageModel(
            tag: "qwen3-coder:30b", family: "qwen3moe", parameters: 30.5, active: 3.3, quantization: "Q4_K_M",
            bytes: 18_556_700_761, layers: 48, keyValueHeads: 4, headDimension: 128, embeddingLength: 2048,
            attentionHeads: 32, trainedContext: 262144, reasons: false),
    ]

    /// Other names the library knows for some of them.
    private static let aliases = [
        "qwen2": "qwen2:7b", "qwen2.5": "qwen2.5:7b", "deepseek-r1": "deepseek-r1:8b", "llama3.1": "llama3.1:8b",
        "llama3.2": "llama3.2:3b", "llama3.3": "llama3.3:70b", "mistral": "mistral:7b", "mixtral": "mixtral:8x7b",
        "gemma2": "gemma2:9b", "gemma3": "gemma3:4b", "phi3": "phi3:mini", "phi4:14b": "phi4",
        "gpt-oss": "gpt-oss:20b", "qwen3": "qwen3:8b", "qwen3:30b": "qwen3:30b-a3b",
        "qwen2.5-coder": "qwen2.5-coder:7b", "qwen3-coder": "qwen3-coder:30b", "qwq": "qwq:32b", "llama2": "llama2:7b",
        "llama3": "llama3:8b", "mistral-nemo": "mistral-nemo:12b", "mistral-small": "mistral-small:24b", "codestral": "codestral:22b",
        "phi3:3.8b": "phi3:mini", "phi3:medium": "phi3:14b", "qwen3-coder:30b-a3b": "qwen3-coder:30b",
    ]

    /// The model a name stands for; `latest` is the library's default size.
    static func named(_ name: String) -> LanguageModel? {
        let bare = name.hasSuffix(":latest") ? String(name.dropLast(7)) : name
        return byTag[bare] ?? aliases[bare].flatMap { byTag[$0] }
    }

    private static let byTag = Dictionary(catalogue.map { ($0.tag, $0) }) { first, _ in first }
}
