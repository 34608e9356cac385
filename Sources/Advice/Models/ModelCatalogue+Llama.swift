extension ModelCatalogue {
    /// Meta's models.
    static let llama: [LanguageModel] = [
        row(
            "llama2:7b", 6.7, bytes: 3_826_793_677, "Q4_0", layers: 32, kv: (32, 128), context: 4_096, idleMB: 74, .modelCard,
            also: ["llama2"]),
        row("llama2:13b", 13.0, bytes: 7_365_960_935, "Q4_0", layers: 40, kv: (40, 128), context: 4_096, idleMB: 92, .modelCard),
        row(
            "llama3:8b", 8.0, bytes: 4_661_224_676, "Q4_0", layers: 32, kv: (8, 128), context: 8_192, idleMB: 296, .modelCard,
            also: ["llama3"]),
        row("llama3:70b", 70.6, bytes: 39_970_000_000, "Q4_0", layers: 80, kv: (8, 128), context: 8_192, idleMB: 591, .modelCard),
        row(
            "llama3.1:8b", 8.0, bytes: 4_920_753_328, "Q4_K_M", layers: 32, kv: (8, 128), context: 131_072, idleMB: 296, also: ["llama3.1"]),
        row("llama3.1:70b", 70.6, bytes: 42_520_413_916, "Q4_K_M", layers: 80, kv: (8, 128), context: 131_072, idleMB: 591),
        row("llama3.1:405b", 405, bytes: 243_000_000_000, "Q4_K_M", layers: 126, kv: (8, 128), context: 131_072, idleMB: 1180, .modelCard),
        row("llama3.2:1b", 1.2, bytes: 1_321_098_329, "Q8_0", layers: 16, kv: (8, 64), context: 131_072),
        row("llama3.2:3b", 3.2, bytes: 2_019_393_189, "Q4_K_M", layers: 28, kv: (8, 128), context: 131_072, also: ["llama3.2"]),
        row(
            "llama3.3:70b", 70.6, bytes: 42_520_413_916, "Q4_K_M", layers: 80, kv: (8, 128), context: 131_072, idleMB: 591,
            also: ["llama3.3"]),
    ]

    /// Distillations under the tag `deepseek-r1`; `8b` has been a Qwen3 since May 2025.
    static let deepSeek: [LanguageModel] = [
        row("deepseek-r1:1.5b", 1.8, bytes: 1_117_000_000, "Q4_K_M", layers: 28, kv: (2, 128), context: 131_072, idleMB: 131, .modelCard),
        row("deepseek-r1:7b", 7.6, bytes: 4_683_075_271, "Q4_K_M", layers: 28, kv: (4, 128), context: 131_072, idleMB: 307),
        row(
            "deepseek-r1:8b", 8.2, bytes: 5_225_000_000, "Q4_K_M", layers: 36, kv: (8, 128), context: 131_072, idleMB: 350, .modelCard,
            also: ["deepseek-r1"]),
        row("deepseek-r1:14b", 14.8, bytes: 8_988_112_040, "Q4_K_M", layers: 48, kv: (8, 128), context: 131_072, idleMB: 438),
        row("deepseek-r1:32b", 32.8, bytes: 19_851_337_809, "Q4_K_M", layers: 64, kv: (8, 128), context: 131_072, idleMB: 438),
        row("deepseek-r1:70b", 70.6, bytes: 42_520_000_000, "Q4_K_M", layers: 80, kv: (8, 128), context: 131_072, idleMB: 591, .modelCard),
    ]
}
