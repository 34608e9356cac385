extension ModelCatalogue {
    /// Mistral AI.
    static let mistral: [LanguageModel] = [
        row("mistral:7b", 7.2, bytes: 4_372_824_384, "Q4_K_M", layers: 32, kv: (8, 128), context: 32_768, idleMB: 74, also: ["mistral"]),
        row(
            "mistral-nemo:12b", 12.2, bytes: 7_071_700_000, "Q4_0", layers: 40, kv: (8, 128), context: 1_024_000, idleMB: 377, .modelCard,
            also: ["mistral-nemo"]),
        row("mistral-small:24b", 23.6, bytes: 14_333_000_000, "Q4_K_M", layers: 40, kv: (8, 128), context: 32_768, idleMB: 377, .modelCard),
        row(
            "mixtral:8x7b", 46.7, active: 12.9, bytes: 26_443_602_516, "Q4_0", layers: 32, kv: (8, 128), context: 32_768, idleMB: 74,
            also: ["mixtral"]),
        row(
            "mixtral:8x22b", 140.6, active: 39.1, bytes: 79_500_000_000, "Q4_0", layers: 56, kv: (8, 128), context: 65_536, idleMB: 111,
            .modelCard),
        row(
            "codestral:22b", 22.2, bytes: 12_570_000_000, "Q4_0", layers: 56, kv: (8, 128), context: 32_768, idleMB: 111, .modelCard,
            also: ["codestral"]),
    ]

    /// Google; Gemma ties its embeddings, and Gemma 3 carries a vision tower in half precision.
    static let google: [LanguageModel] = [
        row(
            "gemma2:2b", 2.6, bytes: 1_629_518_495, "Q4_0", layers: 26, kv: (4, 256), context: 8_192,
            window: SlidingWindow(tokens: 4096, layers: 13)),
        row(
            "gemma2:9b", 9.2, bytes: 5_443_152_417, "Q4_0", layers: 42, kv: (8, 256), context: 8_192,
            window: SlidingWindow(tokens: 4096, layers: 21), also: ["gemma2"]),
        row(
            "gemma2:27b", 27.2, bytes: 15_628_000_000, "Q4_0", layers: 46, kv: (16, 128), context: 8_192,
            window: SlidingWindow(tokens: 4096, layers: 23), .modelCard),
        row(
            "gemma3:1b", 1.0, bytes: 815_000_000, "Q4_K_M", layers: 26, kv: (1, 256), context: 32_768,
            window: SlidingWindow(tokens: 512, layers: 22), .modelCard),
        row(
            "gemma3:4b", 4.3, bytes: 3_338_801_804, "Q4_K_M", layers: 34, kv: (4, 256), context: 131_072,
            window: SlidingWindow(tokens: 1024, layers: 29), idleMB: 840, also: ["gemma3"]),
        row(
            "gemma3:12b", 12.2, bytes: 8_149_190_253, "Q4_K_M", layers: 48, kv: (8, 256), context: 131_072,
            window: SlidingWindow(tokens: 1024, layers: 40), idleMB: 850),
        row(
            "gemma3:27b", 27.4, bytes: 17_396_936_941, "Q4_K_M", layers: 62, kv: (16, 128), context: 131_072,
            window: SlidingWindow(tokens: 1024, layers: 52), idleMB: 850),
    ]

    /// Microsoft and OpenAI.
    static let others: [LanguageModel] = [
        row(
            "phi3:mini", 3.8, bytes: 2_176_178_913, "Q4_0", layers: 32, kv: (32, 96), context: 131_072, idleMB: 55,
            also: ["phi3", "phi3:3.8b"]),
        row(
            "phi3:14b", 14.0, bytes: 7_900_000_000, "Q4_0", layers: 40, kv: (10, 128), context: 131_072, idleMB: 92, .modelCard,
            also: ["phi3:medium"]),
        row("phi4", 14.7, bytes: 9_053_116_391, "Q4_K_M", layers: 40, kv: (10, 128), context: 16_384, idleMB: 289, also: ["phi4:14b"]),
        row(
            "gpt-oss:20b", 20.9, active: 3.6, bytes: 13_793_441_244, "MXFP4", layers: 24, kv: (8, 64), context: 131_072,
            window: SlidingWindow(tokens: 128, layers: 12), idleMB: 1158, also: ["gpt-oss"]),
        row(
            "gpt-oss:120b", 117, active: 5.1, bytes: 65_290_180_781, "MXFP4", layers: 36, kv: (8, 64), context: 131_072,
            window: SlidingWindow(tokens: 128, layers: 18), idleMB: 1158),
    ]
}
