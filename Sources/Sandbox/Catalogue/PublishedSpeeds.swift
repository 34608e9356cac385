/// Measured decode speeds in tokens/s that the sandbox reproduces to the digit.
///
/// Medians of the unflagged rows of the published measurements of February 2026; RTX 4090 with `qwen2:7b` is the
/// Vast.ai row of the first campaign. Single GPU, one stream, everything in GPU memory.
enum PublishedSpeeds {
    static let table: [String: [String: Double]] = [
        "RTX 3090": [
            "qwen2:1.5b": 235.7, "qwen2:7b": 167.4, "mistral:7b": 159.2, "llama3.1:8b": 144.8,
            "deepseek-r1:14b": 80.1,
        ],
        "RTX 4090": [
            "qwen2:7b": 195.3, "mistral:7b": 178.4, "llama3.1:8b": 169.0, "deepseek-r1:14b": 93.7,
            "deepseek-r1:32b": 44.35,
        ],
        "RTX 5060 Ti": [
            "qwen2:1.5b": 214.0, "mistral:7b": 89.3, "llama3.1:8b": 83.25, "deepseek-r1:14b": 44.4,
        ],
        "RTX 5070 Ti": ["phi3:mini": 284.7, "qwen2:7b": 169.1],
        "RTX 5080": ["mistral:7b": 168.4, "deepseek-r1:14b": 88.8],
        "RTX 5090": ["qwen2:7b": 280.4, "deepseek-r1:14b": 137.2, "deepseek-r1:32b": 72.5],
        "RTX A4000": ["qwen2:7b": 85.4, "mistral:7b": 79.0, "llama3.1:8b": 74.25, "deepseek-r1:14b": 40.6],
        "RTX A5000": [
            "qwen2:7b": 135.4, "mistral:7b": 121.5, "llama3.1:8b": 116.4, "deepseek-r1:8b": 99.0,
            "deepseek-r1:14b": 62.9,
        ],
        "RTX A6000": ["llama3.1:8b": 121.9, "deepseek-r1:14b": 68.0],
        "Q RTX 8000": ["qwen2:7b": 98.4, "mistral:7b": 91.0, "llama3.1:8b": 85.9],
        "A100 SXM4": ["qwen2:7b": 199.9, "deepseek-r1:14b": 84.65, "deepseek-r1:32b": 42.1],
        "H200 NVL": ["deepseek-r1:70b": 36.3],
    ]
}
