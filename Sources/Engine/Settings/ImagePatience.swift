/// How much longer than others some images take until what is in them answers.
enum ImagePatience {
    /// What the usual time is to be multiplied by, told by what stands in the image's name.
    static func factor(of image: String) -> Double {
        let name = image.lowercased()
        return table.first { name.contains($0.part) }?.factor ?? 1
    }

    private static let table: [(part: String, factor: Double)] = [
        ("vllm", 1.5), ("nemo", 1.5), ("megatron", 1.5),
        ("tgi", 1.2), ("text-generation-inference", 1.2), ("tensorrt", 1.2), ("deepspeed", 1.2), ("triton", 1.2), ("ollama", 1.2),
    ]
}
