/// How much a host pulls before a container can start.
enum ImageSize {
    /// Compressed bytes; for images that are not known, what a CUDA runtime with a framework takes.
    static func bytes(of image: String) -> Double {
        image.hasPrefix("ollama/ollama") ? 2.0e9 : 6.0e9
    }
}
