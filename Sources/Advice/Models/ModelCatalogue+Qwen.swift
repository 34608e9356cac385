extension ModelCatalogue {
    /// Qwen; the small ones tie input and output embeddings.
    static let qwen: [LanguageModel] = [
        row("qwen2:0.5b", 0.5, bytes: 352_000_000, "Q4_0", layers: 24, kv: (2, 64), context: 32_768, .modelCard),
        row("qwen2:1.5b", 1.5, bytes: 934_964_102, "Q4_0", layers: 28, kv: (2, 128), context: 32_768),
        row("qwen2:7b", 7.6, bytes: 4_431_400_262, "Q4_0", layers: 28, kv: (4, 128), context: 32_768, idleMB: 307, also: ["qwen2"]),
        row("qwen2:72b", 72.7, bytes: 41_000_000_000, "Q4_0", layers: 80, kv: (8, 128), context: 32_768, idleMB: 700, .modelCard),
        row("qwen2.5:0.5b", 0.5, bytes: 398_000_000, "Q4_K_M", layers: 24, kv: (2, 64), context: 32_768, .modelCard),
        row("qwen2.5:1.5b", 1.5, bytes: 986_000_000, "Q4_K_M", layers: 28, kv: (2, 128), context: 32_768, .modelCard),
        row("qwen2.5:3b", 3.1, bytes: 1_930_000_000, "Q4_K_M", layers: 36, kv: (2, 128), context: 32_768, .modelCard),
        row(
            "qwen2.5:7b", 7.6, bytes: 4_683_087_332, "Q4_K_M", layers: 28, kv: (4, 128), context: 32_768, idleMB: 307,
            also: ["qwen2.5"]),
        row("qwen2.5:14b", 14.8, bytes: 8_988_000_000, "Q4_K_M", layers: 48, kv: (8, 128), context: 32_768, idleMB: 438, .modelCard),
        row("qwen2.5:32b", 32.8, bytes: 19_851_349_898, "Q4_K_M", layers: 64, kv: (8, 128), context: 32_768, idleMB: 438),
        row("qwen2.5:72b", 72.7, bytes: 47_400_000_000, "Q4_K_M", layers: 80, kv: (8, 128), context: 32_768, idleMB: 700, .modelCard),
        row("qwen3:0.6b", 0.75, bytes: 523_000_000, "Q4_K_M", layers: 28, kv: (8, 128), context: 40_960, .modelCard),
        row("qwen3:1.7b", 2.0, bytes: 1_360_000_000, "Q4_K_M", layers: 28, kv: (8, 128), context: 40_960, .modelCard),
        row("qwen3:4b", 4.0, bytes: 2_497_293_931, "Q4_K_M", layers: 36, kv: (8, 128), context: 262_144),
        row("qwen3:8b", 8.2, bytes: 5_225_388_164, "Q4_K_M", layers: 36, kv: (8, 128), context: 40_960, idleMB: 350, also: ["qwen3"]),
        row("qwen3:14b", 14.8, bytes: 9_280_000_000, "Q4_K_M", layers: 40, kv: (8, 128), context: 40_960, idleMB: 438, .modelCard),
        row("qwen3:32b", 32.8, bytes: 20_200_000_000, "Q4_K_M", layers: 64, kv: (8, 128), context: 40_960, idleMB: 438, .modelCard),
        row(
            "qwen3:30b-a3b", 30.5, active: 3.3, bytes: 18_556_700_761, "Q4_K_M", layers: 48, kv: (4, 128), context: 262_144, idleMB: 175,
            also: ["qwen3:30b"]),
    ]

    /// Further models of the shapes above: the same figures, other weights.
    static let qwenRelatives: [LanguageModel] = [
        row(
            "qwen2.5-coder:7b", 7.6, bytes: 4_683_087_332, "Q4_K_M", layers: 28, kv: (4, 128), context: 32_768, idleMB: 307, .modelCard,
            also: ["qwen2.5-coder"]),
        row("qwen2.5-coder:14b", 14.8, bytes: 8_988_000_000, "Q4_K_M", layers: 48, kv: (8, 128), context: 32_768, idleMB: 438, .modelCard),
        row("qwen2.5-coder:32b", 32.8, bytes: 19_851_349_898, "Q4_K_M", layers: 64, kv: (8, 128), context: 32_768, idleMB: 438, .modelCard),
        row(
            "qwq:32b", 32.8, bytes: 19_851_349_898, "Q4_K_M", layers: 64, kv: (8, 128), context: 40_960, idleMB: 438, .modelCard,
            also: ["qwq"]),
        row(
            "qwen3-coder:30b", 30.5, active: 3.3, bytes: 18_556_700_761, "Q4_K_M", layers: 48, kv: (4, 128), context: 262_144,
            idleMB: 175, .modelCard, also: ["qwen3-coder", "qwen3-coder:30b-a3b"]),
    ]
}
